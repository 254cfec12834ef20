package dev.tandem.record;

import dev.tandem.application.Reports;
import dev.tandem.call.CallFact;
import dev.tandem.call.CallTrace;
import dev.tandem.call.CallView;
import dev.tandem.call.EndReason;
import dev.tandem.event.EventOutbox;
import dev.tandem.node.NodeIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The call records in the database. Blocks: workers only. */
@ApplicationScoped
public class CallRecords {

    private final EntityManager entities;
    private final LegsJson json;
    private final NodeIdentity node;
    private final Clock clock;
    private final EventOutbox outbox;
    private final Reports reports;
    private final CallRecordRows rows;

    CallRecords(
            EntityManager entities,
            LegsJson json,
            NodeIdentity node,
            Clock clock,
            EventOutbox outbox,
            Reports reports,
            CallRecordRows rows) {
        this.rows = rows;
        this.outbox = outbox;
        this.reports = reports;
        this.entities = entities;
        this.json = json;
        this.node = node;
        this.clock = clock;
    }

    /** A page of records, newest first, and where the next one starts. */
    public record Page(List<CallView> calls, Optional<Position> next) {}

    /** A place in the list: the last row seen. */
    public record Position(Instant startedAt, String id) {}

    /**
     * Writes the row as the call is now, and the events with it; a row that is finished is never touched again.
     *
     * @return to how many endpoints the events go
     */
    @Transactional
    int write(CallFact fact) {
        rows.write(CallRecordRow.of(fact, json, node));
        fact.attached().ifPresent(attached -> attach(fact, attached));
        return tell(fact);
    }

    /** Writes several, in order, in one transaction; all or none. Of a call that is among them twice the row is written once. */
    @Transactional
    List<Integer> write(List<CallFact> together) {
        rows.writeTogether(CallRecordRow.newest(together, json, node));
        Map<String, CallFact> attached = new LinkedHashMap<>();
        together.stream()
                .filter(fact -> fact.attached().isPresent())
                .forEach(fact -> attached.put(fact.call().id(), fact));
        attached.values().forEach(fact -> attach(fact, fact.attached().orElseThrow()));
        return together.stream().map(this::tell).toList();
    }

    private int tell(CallFact fact) {
        return fact.events().stream().mapToInt(outbox::append).sum();
    }

    private void attach(CallFact fact, List<CallFact.Attached> attached) {
        entities.createQuery("delete from CallConnectionRow where callId = :call")
                .setParameter("call", fact.call().id())
                .executeUpdate();
        attached.forEach(one ->
                entities.persist(CallConnectionRow.of(fact.tenant(), fact.call().id(), one, node)));
        // The next one may delete them and make them anew under the same key.
        entities.flush();
        entities.clear();
    }

    /** Tells applications that the calls they were attached to in an earlier life of this node are over. */
    @Transactional
    public void disconnectOrphans() {
        List<CallConnectionRow> orphans = entities.createQuery(
                        "from CallConnectionRow where node = :node and epoch < :epoch", CallConnectionRow.class)
                .setParameter("node", node.id())
                .setParameter("epoch", node.epoch())
                .getResultList();
        orphans.forEach(row -> {
            outbox.append(reports.lost(row.tenant, row.callId, row.attached()));
            entities.remove(row);
        });
    }

    /** Finishes the calls that an earlier life of this node left open; returns how many. */
    @Transactional
    public int finishOrphans() {
        return entities.createQuery("update CallRecordRow set endedAt = :now, endReason = :reason, sipStatus = 503,"
                        + " endText = 'The gateway was restarted'"
                        + " where node = :node and endedAt is null and epoch < :epoch")
                .setParameter("now", clock.instant())
                .setParameter("reason", EndReason.RESTART.wire())
                .setParameter("node", node.id())
                .setParameter("epoch", node.epoch())
                .executeUpdate();
    }

    /** One call's record. */
    @Transactional
    public Optional<CallView> find(String tenant, String id) {
        return row(tenant, id).map(row -> row.view(json));
    }

    /** The trace of a call that ended. */
    @Transactional
    public Optional<List<CallTrace.Step>> trace(String tenant, String id) {
        return row(tenant, id).map(row -> row.trace == null ? List.of() : json.readTrace(row.trace));
    }

    private Optional<CallRecordRow> row(String tenant, String id) {
        return Optional.ofNullable(entities.find(CallRecordRow.class, id)).filter(row -> row.tenant.equals(tenant));
    }

    /** Finished calls that started before {@code before}, newest first. */
    @Transactional
    public Page ended(String tenant, Optional<Position> before, int limit) {
        TypedQuery<CallRecordRow> query = before.isPresent()
                ? entities.createQuery(
                                "from CallRecordRow where tenant = :tenant and endedAt is not null"
                                        + " and (startedAt < :at or (startedAt = :at and id < :id))"
                                        + " order by startedAt desc, id desc",
                                CallRecordRow.class)
                        .setParameter("at", before.get().startedAt())
                        .setParameter("id", before.get().id())
                : entities.createQuery(
                        "from CallRecordRow where tenant = :tenant and endedAt is not null"
                                + " order by startedAt desc, id desc",
                        CallRecordRow.class);
        List<CallRecordRow> rows =
                query.setParameter("tenant", tenant).setMaxResults(limit + 1).getResultList();
        List<CallRecordRow> page = rows.subList(0, Math.min(limit, rows.size()));
        Optional<Position> next = rows.size() > limit
                ? Optional.of(new Position(page.get(limit - 1).startedAt, page.get(limit - 1).id))
                : Optional.empty();
        return new Page(page.stream().map(row -> row.view(json)).toList(), next);
    }
}
