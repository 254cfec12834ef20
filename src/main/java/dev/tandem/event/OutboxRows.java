package dev.tandem.event;

import dev.tandem.node.NodeIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The outbox in the database. Blocks: workers only. */
@ApplicationScoped
public class OutboxRows {

    private static final int REASON_CHARS_MAX = 512;
    /** A dead letter nobody asked about for so long is of no use any more. */
    private static final Duration DEAD_KEPT = Duration.ofDays(30);

    private final EntityManager entities;
    private final NodeIdentity node;
    private final Clock clock;

    OutboxRows(EntityManager entities, NodeIdentity node, Clock clock) {
        this.entities = entities;
        this.node = node;
        this.clock = clock;
    }

    /** Where a row goes, without its body. */
    record Address(long seq, String lane, String receiver) {}

    /** Stores a row with the present transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    Address add(OutboxRow row) {
        row.node = node.id();
        row.epoch = node.epoch();
        row.createdAt = clock.instant();
        entities.persist(row);
        return new Address(row.seq(), row.lane, row.receiver);
    }

    /** The rows of this node after {@code seq} that are to be delivered, in order. */
    @Transactional
    List<Address> after(long seq, int limit) {
        return entities.createQuery(
                        "select new dev.tandem.event.OutboxRows$Address(row.seq, row.lane, row.receiver) from OutboxRow row"
                                + " where row.node = :node and row.seq > :seq and row.deadAt is null order by row.seq",
                        Address.class)
                .setParameter("node", node.id())
                .setParameter("seq", seq)
                .setMaxResults(limit)
                .getResultList();
    }

    /** A row that is still to be delivered. */
    @Transactional
    Optional<OutboxRow> find(long seq) {
        return Optional.ofNullable(entities.find(OutboxRow.class, seq)).filter(row -> row.deadAt == null);
    }

    /** Forgets rows that were delivered. */
    @Transactional
    void delete(List<Long> delivered) {
        entities.createQuery("delete from OutboxRow where seq in :delivered")
                .setParameter("delivered", delivered)
                .executeUpdate();
    }

    /** Gives a row up; it stays for replay. */
    @Transactional
    void bury(long seq, int attempts, String reason) {
        entities.createQuery("update OutboxRow set deadAt = :now, attempts = :attempts, deadReason = :reason"
                        + " where seq = :seq")
                .setParameter("now", clock.instant())
                .setParameter("attempts", attempts)
                .setParameter("reason", reason.substring(0, Math.min(reason.length(), REASON_CHARS_MAX)))
                .setParameter("seq", seq)
                .executeUpdate();
    }

    /** Dead letters of a tenant, oldest first. */
    @Transactional
    List<OutboxRow> dead(String tenant, long afterSeq, int limit) {
        return entities.createQuery(
                        "from OutboxRow where tenant = :tenant and deadAt is not null and seq > :seq order by seq",
                        OutboxRow.class)
                .setParameter("tenant", tenant)
                .setParameter("seq", afterSeq)
                .setMaxResults(limit)
                .getResultList();
    }

    /** A dead letter. */
    @Transactional
    Optional<OutboxRow> dead(String tenant, long seq) {
        return Optional.ofNullable(entities.find(OutboxRow.class, seq))
                .filter(row -> row.deadAt != null && row.tenant.equals(tenant));
    }

    /** Lets a dead letter be tried again, by this node and for the whole time; false when there is none. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Address> revive(String tenant, long seq) {
        return dead(tenant, seq).map(row -> {
            row.deadAt = null;
            row.deadReason = null;
            row.attempts = 0;
            row.node = node.id();
            row.epoch = node.epoch();
            row.createdAt = clock.instant();
            return new Address(row.seq(), row.lane, row.receiver);
        });
    }

    /** Removes a dead letter; false when there is none. */
    @Transactional
    boolean discard(String tenant, long seq) {
        Optional<OutboxRow> row = dead(tenant, seq);
        row.ifPresent(entities::remove);
        return row.isPresent();
    }

    /** Removes the dead letters that are too old; returns how many. */
    @Transactional
    int tidy() {
        Instant limit = clock.instant().minus(DEAD_KEPT);
        return entities.createQuery("delete from OutboxRow where deadAt < :limit")
                .setParameter("limit", limit)
                .executeUpdate();
    }
}
