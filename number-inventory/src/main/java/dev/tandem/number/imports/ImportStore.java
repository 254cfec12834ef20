package dev.tandem.number.imports;

import dev.tandem.number.audit.Actor;
import dev.tandem.number.imports.ImportReport.Counts;
import dev.tandem.number.imports.ImportReport.Refusal;
import dev.tandem.number.imports.ImportReport.Status;
import dev.tandem.number.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reports of imports. */
@Singleton
public class ImportStore {
    private static final String COLUMNS =
            "name, actor, status, started_at_millis, ended_at_millis, lines, added, changed,"
                    + " unchanged, refused, error, id";

    private final Sql sql;
    private final Actor actor;
    private final Clock clock;

    /** For the container. */
    @Inject
    public ImportStore(Sql sql, Actor actor, Clock clock) {
        this.sql = sql;
        this.actor = actor;
        this.clock = clock;
    }

    /** Notes the beginning of an import and gives it a number; empty when there is one of this name. */
    public Optional<Integer> start(String name, String node) {
        if (id(name).isPresent()) {
            return Optional.empty();
        }
        sql.update(
                "insert into number_import (name, actor, node, status, started_at_millis, lines, added, changed, unchanged,"
                        + " refused) values (?, ?, ?, ?, ?, 0, 0, 0, 0, 0)",
                name,
                actor.name(),
                node,
                Status.RUNNING,
                clock.millis());
        return id(name);
    }

    private Optional<Integer> id(String name) {
        return sql.first("select id from number_import where name = ?", row -> row.getInt(1), name);
    }

    /** Notes what a batch did. */
    public void progress(int id, Counts total, List<Refusal> refusals) {
        sql.update(
                "update number_import set lines = ?, added = ?, changed = ?, unchanged = ?, refused = ? where id = ?",
                total.lines(),
                total.added(),
                total.changed(),
                total.unchanged(),
                total.refused(),
                id);
        if (!refusals.isEmpty()) {
            sql.batch(
                    "insert into number_import_refusal (import_id, line, reason) values (?, ?, ?)",
                    refusals.stream().map(each -> new Object[] {id, each.line(), each.reason()}));
        }
    }

    /** Notes the end. */
    public void end(int id, Status status, @Nullable String error) {
        sql.update(
                "update number_import set status = ?, error = ?, ended_at_millis = ? where id = ?",
                status,
                error,
                clock.millis(),
                id);
    }

    /** Ends what an earlier life of this node left running; counts it. */
    public int endOrphans(String node) {
        return sql.update(
                "update number_import set status = ?, error = ?, ended_at_millis = ? where node = ? and status = ?",
                Status.BROKEN_OFF,
                "Tandem was restarted.",
                clock.millis(),
                node,
                Status.RUNNING);
    }

    /** One report with its refused lines. */
    public Optional<ImportReport> find(String name) {
        return sql.first("select " + COLUMNS + " from number_import where name = ?", row -> report(row, true), name);
    }

    /** The latest reports, without refused lines. */
    public List<ImportReport> latest(int max) {
        return sql.query(
                "select " + COLUMNS + " from number_import where id > 0 order by id desc fetch first " + max
                        + " rows only",
                row -> report(row, false));
    }

    private ImportReport report(ResultSet row, boolean withRefusals) throws SQLException {
        long ended = row.getLong(5);
        return new ImportReport(
                row.getString(1),
                row.getString(2),
                Status.valueOf(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                ended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                new Counts(row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9), row.getLong(10)),
                Optional.ofNullable(row.getString(11)),
                withRefusals ? refusals(row.getInt(12)) : List.of());
    }

    private List<Refusal> refusals(int id) {
        return sql.query(
                "select line, reason from number_import_refusal where import_id = ? order by line",
                row -> new Refusal(row.getLong(1), row.getString(2)),
                id);
    }
}
