package dev.tandem.phonenumbers;

import dev.tandem.number.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The stored outcomes of long-running operations. */
@ApplicationScoped
@Transactional
public class Operations {
    private static final String COLUMNS =
            "id, tenant_id, type, status, resource_location, error_code, error_message, created_at";

    private final Sql sql;

    /** Made by the container. */
    @Inject
    public Operations(Sql sql) {
        this.sql = sql;
    }

    /** Stores an outcome, in the transaction of what it reports. */
    void add(StoredOperation operation) {
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
    int forget(Instant before, int max) {
        return sql.update(
                "delete from number_operation where id in (select id from number_operation where created_at < ?"
                        + " fetch first ? rows only)",
                before,
                max);
    }

    Optional<StoredOperation> find(String tenant, String id) {
        return sql.first(
                "select " + COLUMNS + " from number_operation where id = ? and tenant_id = ?",
                Operations::operation,
                id,
                tenant);
    }

    private static StoredOperation operation(ResultSet row) throws SQLException {
        return new StoredOperation(
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
