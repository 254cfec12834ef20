package dev.tandem.record;

import dev.tandem.store.AfterRollback;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of calls by plain statements on the connection of the present transaction: a call is written several times,
 * and with entities each time cost a query and the comparison of every column. Blocks: workers only.
 */
@ApplicationScoped
class CallRecordRows {

    private static final String INSERT =
            "insert into call_record (from_number, to_number, trunk, started_at, ringing_at,"
                    + " answered_at, ended_at, end_reason, sip_status, end_text, legs, trace, direction, tenant, node, epoch, id)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "update call_record set from_number = ?, to_number = ?, trunk = ?,"
            + " started_at = ?, ringing_at = ?, answered_at = ?, ended_at = ?, end_reason = ?, sip_status = ?,"
            + " end_text = ?, legs = ?, trace = ? where id = ? and ended_at is null";
    private static final int CHANGING_COLUMNS = 12;
    /** More calls than can be up; should more be known, they are forgotten, which costs a look at the table each. */
    private static final int OPEN_MAX = 50_000;

    private final DataSource source;
    private final AfterRollback afterRollback;
    /** Calls whose row is in the table, unfinished; of others that is not known. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    CallRecordRows(DataSource source, AfterRollback afterRollback) {
        this.source = source;
        this.afterRollback = afterRollback;
    }

    /** Writes a row, whatever is in the table: one that is finished stays as it is. */
    @Transactional(Transactional.TxType.MANDATORY)
    void write(CallRecordRow row) {
        try (Connection connection = source.getConnection()) {
            boolean known = isKnown(connection, row.id);
            execute(connection, known ? List.of() : List.of(row), known ? List.of(row) : List.of());
        } catch (SQLException failed) {
            throw new IllegalStateException("the record of call " + row.id + " was not written", failed);
        }
        note(List.of(row));
    }

    /**
     * Writes rows of calls that are up, or were until now. Fails if one of them was finished before, or has a row without
     * our knowledge.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void writeTogether(Collection<CallRecordRow> rows) {
        try (Connection connection = source.getConnection()) {
            execute(
                    connection,
                    rows.stream().filter(row -> !open.contains(row.id)).toList(),
                    rows.stream().filter(row -> open.contains(row.id)).toList());
        } catch (SQLException failed) {
            throw new IllegalStateException(rows.size() + " call records were not written together", failed);
        }
        note(rows);
    }

    private void note(Collection<CallRecordRow> written) {
        List<String> ids = written.stream().map(row -> row.id).toList();
        afterRollback.run(() -> ids.forEach(open::remove));
        if (open.size() > OPEN_MAX) {
            open.clear();
        }
        for (CallRecordRow row : written) {
            if (row.endedAt == null) {
                open.add(row.id);
            } else {
                open.remove(row.id);
            }
        }
    }

    private static boolean isKnown(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 from call_record where id = ?")) {
            statement.setString(1, id);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    private static void execute(Connection connection, List<CallRecordRow> made, List<CallRecordRow> changed)
            throws SQLException {
        if (!made.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (CallRecordRow row : made) {
                    bindChanging(insert, row);
                    bindLasting(insert, row);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
        if (!changed.isEmpty()) {
            try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
                for (CallRecordRow row : changed) {
                    bindChanging(update, row);
                    update.setString(CHANGING_COLUMNS + 1, row.id);
                    update.addBatch();
                }
                update.executeBatch();
            }
        }
    }

    private static void bindChanging(PreparedStatement statement, CallRecordRow row) throws SQLException {
        statement.setString(1, row.from);
        statement.setString(2, row.to);
        statement.setString(3, row.trunk);
        bind(statement, 4, row.startedAt);
        bind(statement, 5, row.ringingAt);
        bind(statement, 6, row.answeredAt);
        bind(statement, 7, row.endedAt);
        statement.setString(8, row.endReason);
        statement.setObject(9, row.sipStatus, Types.INTEGER);
        statement.setString(10, row.endText);
        statement.setString(11, row.legs);
        statement.setString(CHANGING_COLUMNS, row.trace);
    }

    private static void bindLasting(PreparedStatement statement, CallRecordRow row) throws SQLException {
        statement.setString(CHANGING_COLUMNS + 1, row.direction);
        statement.setString(CHANGING_COLUMNS + 2, row.tenant);
        statement.setString(CHANGING_COLUMNS + 3, row.node);
        statement.setLong(CHANGING_COLUMNS + 4, row.epoch);
        statement.setString(CHANGING_COLUMNS + 5, row.id);
    }

    private static void bind(PreparedStatement statement, int column, @Nullable Instant at) throws SQLException {
        statement.setObject(column, at == null ? null : at.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }
}
