package dev.tandem.number.audit;

import dev.tandem.number.E164;
import dev.tandem.number.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happened to each number since it came into stock. A step is noted in the transaction that takes it. */
@Singleton
public class AuditTrail {
    private final Sql sql;
    private final Actor actor;
    private final Clock clock;

    /** For the container. */
    @Inject
    public AuditTrail(Sql sql, Actor actor, Clock clock) {
        this.sql = sql;
        this.actor = actor;
        this.clock = clock;
    }

    /** Notes a step of several numbers, by whoever is acting now. */
    public void add(Step step, List<Long> numbers, @Nullable String reference) {
        add(step, numbers, reference, actor.name());
    }

    /** Notes a step that nobody asked for: time has passed. */
    public void addBySystem(Step step, List<Long> numbers) {
        add(step, numbers, null, Actor.SYSTEM);
    }

    private void add(Step step, List<Long> numbers, @Nullable String reference, String who) {
        if (!numbers.isEmpty()) {
            sql.update(
                    "insert into number_audit (number, step, actor, at_millis, reference)"
                            + " select n, ?, ?, ?, ? from unnest(?) as u(n)",
                    step,
                    who,
                    clock.millis(),
                    reference,
                    numbers);
        }
    }

    /**
     * The steps after a position (-1 for the beginning), oldest first; the import is at position 0. None for a number that was
     * never in stock.
     */
    @Transactional
    public List<AuditEntry> page(E164 number, long after, int max) {
        Stream<AuditEntry> imported = after < 0 ? imported(number).stream() : Stream.empty();
        Stream<AuditEntry> later = sql
                .query(
                        "select id, step, actor, at_millis, reference from number_audit where number = ? and id > ?"
                                + " order by id fetch first " + max + " rows only",
                        row -> new AuditEntry(
                                row.getLong(1),
                                number,
                                Step.valueOf(row.getString(2)),
                                row.getString(3),
                                Instant.ofEpochMilli(row.getLong(4)),
                                Optional.ofNullable(row.getString(5)).orElse("")),
                        number.digits(),
                        Math.max(after, 0))
                .stream();
        return Stream.concat(imported, later).limit(max).toList();
    }

    private Optional<AuditEntry> imported(E164 number) {
        return sql.first(
                "select i.actor, i.started_at_millis, i.name from stock_number n"
                        + " join number_import i on i.id = n.import_id where n.number = ?",
                row -> new AuditEntry(
                        0,
                        number,
                        Step.IMPORTED,
                        row.getString(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3)),
                number.digits());
    }
}
