package dev.tandem.number.store;

import dev.tandem.number.Cart;
import dev.tandem.number.Reservation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What a tenant keeps from others without having bought it. */
@Singleton
public class HoldStore {
    private static final String COUNT = "select (select coalesce(sum(quantity), 0) from reservation"
            + " where tenant_id = ? and status = ? and expires_at > ?)"
            + " + (select count(*) from number_cart_item i join number_cart c on c.hold_id = i.hold_id"
            + " where c.tenant_id = ? and c.status = ? and c.expires_at > ?)";

    private final Sql sql;

    /** For the container. */
    @Inject
    public HoldStore(Sql sql) {
        this.sql = sql;
    }

    /** How many numbers a tenant's searches and carts hold at {@code now}. */
    public long count(String tenant, Instant now) {
        return sql.query(COUNT, Sql.LONG, tenant, Reservation.Status.HELD, now, tenant, Cart.Status.ACTIVE, now)
                .get(0);
    }
}
