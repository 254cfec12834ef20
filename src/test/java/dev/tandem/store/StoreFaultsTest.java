package dev.tandem.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;

/** Which failures are the database's, and which are those of whoever asked. */
class StoreFaultsTest {

    @Test
    void aServerThatIsGoneFullOrShuttingDownIsAway() {
        for (String state : new String[] {"08006", "08001", "57P01", "57P03", "53100", "58030"}) {
            assertThat(StoreFaults.isAway(new PersistenceException(new SQLException("", state))))
                    .as(state)
                    .isTrue();
        }
    }

    @Test
    void soIsAnH2WhoseFileCannotBeWritten() {
        assertThat(StoreFaults.isAway(new SQLException("closed", "90098", 90098)))
                .isTrue();
        assertThat(StoreFaults.isAway(new SQLException("I/O", "90031", 90031))).isTrue();
    }

    @Test
    void soIsAPoolThatHasNoConnectionToGive() {
        assertThat(StoreFaults.isAway(new SQLException("Sorry, acquisition timeout!")))
                .isTrue();
    }

    @Test
    void whatGoesWrongInACommitIsFoundAmongTheSuppressed() {
        RollbackException rolledBack = new RollbackException("could not commit");
        rolledBack.addSuppressed(new IllegalStateException(new SQLException("reset", "08006")));

        assertThat(StoreFaults.isAway(new RuntimeException(rolledBack))).isTrue();
    }

    @Test
    void aRowThatBreaksAConstraintIsNotTheDatabasesFault() {
        assertThat(StoreFaults.isAway(
                        new ConstraintViolationException("twice", new SQLException("twice", "23505"), "key")))
                .isFalse();
        assertThat(StoreFaults.isAway(new SQLException("lock timeout", "HYT00", 50200)))
                .isFalse();
    }

    @Test
    void anAssertionOfH2sFileIsItsAndOneOfOursIsOurs() {
        AssertionError ofH2 = new AssertionError();
        ofH2.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.h2.mvstore.MVStore", "registerVersionUsage", "MVStore.java", 1806)
        });

        assertThat(StoreFaults.isAway(new IllegalStateException(ofH2))).isTrue();
        assertThat(StoreFaults.isAway(new AssertionError("ours"))).isFalse();
    }

    @Test
    void faultsThatNameEachOtherEndTheSearch() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException other = new RuntimeException("other", one);
        one.initCause(other);

        assertThat(StoreFaults.isAway(one)).isFalse();
    }
}
