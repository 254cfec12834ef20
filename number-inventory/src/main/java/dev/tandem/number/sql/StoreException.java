package dev.tandem.number.sql;

import java.sql.SQLException;

/** A statement failed. The transaction it was part of cannot go on. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** SQLSTATE class 23 (ISO 9075-2): an integrity constraint, such as a key that is there already. */
    private static final String CONSTRAINT = "23";

    private final boolean collision;

    /** Wraps what the database said. */
    public StoreException(SQLException cause) {
        super(cause);
        this.collision = cause.getSQLState() != null && cause.getSQLState().startsWith(CONSTRAINT);
    }

    /** Whether what was to be stored is there already: somebody else was faster. */
    public boolean isCollision() {
        return collision;
    }
}
