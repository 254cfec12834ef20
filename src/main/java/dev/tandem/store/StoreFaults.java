package dev.tandem.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.hibernate.exception.JDBCConnectionException;

/** Tells whether a failure says that the database is away, or full, rather than that what was asked of it was wrong. */
public final class StoreFaults {

    /** H2: out of memory, I/O, corrupt, in use, connection broken or closed, database closed. */
    private static final Set<Integer> H2 = Set.of(90108, 90028, 90030, 90031, 90020, 90007, 90067, 90098, 90121);

    /** Of H2's file; above it begin what transactions do to each other. */
    private static final int H2_FILE_ERROR_LAST = DataUtils.ERROR_BLOCK_NOT_FOUND;

    private StoreFaults() {}

    /** Whether it would have gone well with a healthy database, as far as one can tell. */
    public static boolean isAway(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            if (seen.add(next)) {
                if (saysSo(next)) {
                    return true;
                }
                // What goes wrong in a commit is kept by the transaction manager as suppressed.
                Collections.addAll(open, next.getSuppressed());
                if (next.getCause() != null) {
                    open.add(next.getCause());
                }
                if (next instanceof SQLException sql && sql.getNextException() != null) {
                    open.add(sql.getNextException());
                }
            }
        }
        return false;
    }

    private static boolean saysSo(Throwable fault) {
        return fault instanceof JDBCConnectionException
                || (fault instanceof SQLException sql && saysSo(sql))
                || (fault instanceof MVStoreException file && file.getErrorCode() <= H2_FILE_ERROR_LAST)
                || (fault instanceof AssertionError && isOfH2(fault.getStackTrace()));
    }

    private static boolean isOfH2(StackTraceElement[] thrown) {
        return thrown.length > 0 && thrown[0].getClassName().startsWith("org.h2.mvstore.");
    }

    private static boolean saysSo(SQLException fault) {
        return fault instanceof SQLNonTransientConnectionException
                || fault instanceof SQLTransientConnectionException
                || fault instanceof SQLRecoverableException
                // The pool's way to say that it waited for a connection in vain.
                || fault.getCause() instanceof TimeoutException
                || String.valueOf(fault.getMessage()).contains("cquisition timeout")
                || H2.contains(fault.getErrorCode())
                || isAwayState(String.valueOf(fault.getSQLState()));
    }

    /** PostgreSQL, appendix A: connection exception, insufficient resources, operator intervention, system error. */
    private static boolean isAwayState(String state) {
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") || state.startsWith("58");
    }
}
