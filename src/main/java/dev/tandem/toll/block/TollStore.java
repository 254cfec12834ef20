package dev.tandem.toll.block;

import dev.tandem.event.EventOutbox;
import dev.tandem.toll.Payer;
import dev.tandem.toll.TollTrip;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Blocks and used minutes in the database. Blocks: workers only. */
@ApplicationScoped
class TollStore {

    private final EntityManager store;
    private final EventOutbox outbox;
    private final TollEvents events;
    private final Clock clock;

    TollStore(EntityManager store, EventOutbox outbox, TollEvents events, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /** Keeps a block, if the trip makes one, with the event that tells of it. */
    @Transactional
    void keep(TollTrip trip) {
        if (trip.blocks()) {
            store.merge(row(trip));
        }
        outbox.append(events.suspected(trip));
    }

    private static TollBlockRow row(TollTrip trip) {
        Payer payer = trip.call().payer();
        TollBlockRow row = new TollBlockRow();
        row.payer = payer.name();
        row.kind = TollEvents.kind(payer);
        row.tenant = payer.tenant();
        row.rule = trip.rule().wire();
        row.reason = trip.why();
        row.destination = trip.call().destination();
        row.blockedAt = trip.at();
        return row;
    }

    /** Everybody who is blocked, the latest first. */
    @Transactional
    List<TollBlockRow> blocks() {
        return store.createQuery("from TollBlockRow order by blockedAt desc, payer", TollBlockRow.class)
                .getResultList();
    }

    /** Removes a block of a tenant's; empty when there is none. */
    @Transactional
    Optional<TollBlockRow> remove(String tenant, String payer) {
        Optional<TollBlockRow> row =
                Optional.ofNullable(store.find(TollBlockRow.class, payer)).filter(found -> found.tenant.equals(tenant));
        row.ifPresent(store::remove);
        return row;
    }

    /** Keeps what accounts have used today. */
    @Transactional
    void keep(Map<String, Duration> usage) {
        usage.forEach((account, used) -> {
            TollUsageRow row = new TollUsageRow();
            row.account = account;
            row.usedOn = today();
            row.usedMillis = used.toMillis();
            store.merge(row);
        });
    }

    /** What accounts had used today when an earlier life of the gateway ended; forgets other days. */
    @Transactional
    Map<String, Duration> usageToday() {
        store.createQuery("delete from TollUsageRow where usedOn <> :today")
                .setParameter("today", today())
                .executeUpdate();
        Map<String, Duration> usage = new HashMap<>();
        store.createQuery("from TollUsageRow", TollUsageRow.class)
                .getResultList()
                .forEach(row -> usage.put(row.account, Duration.ofMillis(row.usedMillis)));
        return usage;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
