package dev.tandem.number.sale;

import dev.tandem.number.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** How many numbers a tenant keeps from others without having bought them, by searches and reservations together. */
@Singleton
@Transactional
public class HeldNumbers {
    // Searches are rows of "reservation", reservations of "number_cart": see SearchStore.
    private static final String COUNT = "select (select coalesce(sum(quantity), 0) from reservation"
            + " where tenant_id = ? and status = ? and expires_at > ?)"
            + " + (select count(*) from number_cart_item i join number_cart c on c.hold_id = i.hold_id"
            + " where c.tenant_id = ? and c.status = ? and c.expires_at > ?)";

    private final Sql sql;
    private final Clock clock;

    /** For the container. */
    @Inject
    public HeldNumbers(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The numbers held now. Requests that run at the same moment do not see each other's. */
    public long count(String tenant) {
        Instant now = clock.instant();
        return sql.query(COUNT, Sql.LONG, tenant, Search.Status.HELD, now, tenant, Reservation.Status.ACTIVE, now)
                .get(0);
    }
}
