package dev.tandem.number.operation;

import dev.tandem.number.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The stored outcomes of long-running operations. */
@Singleton
@Transactional
public class OperationStore {
    private static final String COLUMNS =
            "id, tenant_id, type, status, resource_location, error_code, error_message, created_at";

    private final Sql sql;

    /** For the container. */
    @Inject
    public OperationStore(Sql sql) {
        this.sql = sql;
    }

    /** Stores an outcome, in the transaction of what it reports. */
    public void add(NumberOperation operation) {
        sql.insert(
                "number_operation",
                COLUMNS,
                operation.id(),
                operation.tenant(),
                operation.type(),
                operation.status(),
                operation.resourceLocation(),
                operation.errorCode(),
                operation.errorMessage(),
                operation.createdAt());
    }

    /** Forgets outcomes stored before a time, at most {@code max}; counts them. */
    public int forget(Instant before, int max) {
        return sql.update(
                "delete from number_operation where id in (select id from number_operation where created_at < ?"
                        + " fetch first ? rows only)",
                before,
                max);
    }

    /** How an operation ended; empty when the tenant began none of this id. */
    public Optional<NumberOperation> find(String tenant, String id) {
        return sql.first(
                "select " + COLUMNS + " from number_operation where id = ? and tenant_id = ?",
                OperationStore::operation,
                id,
                tenant);
    }

    private static NumberOperation operation(ResultSet row) throws SQLException {
        return new NumberOperation(
                row.getString("id"),
                row.getString("tenant_id"),
                row.getString("type"),
                row.getString("status"),
                row.getString("resource_location"),
                row.getString("error_code"),
                row.getString("error_message"),
                Sql.instant(row, "created_at"));
    }
}
