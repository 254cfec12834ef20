package dev.tandem.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Takes back what was changed in memory when the transaction that stores it fails: memory follows the store. */
@Singleton
public class AfterRollback {

    private final TransactionSynchronizationRegistry transaction;

    /** Made by the container. */
    @Inject
    public AfterRollback(TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
    }

    /** Runs {@code undo} after the present transaction, unless it is committed. */
    public void run(Runnable undo) {
        transaction.registerInterposedSynchronization(new Undo(undo));
    }

    private record Undo(Runnable task) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Nothing is due before.
        }

        @Override
        public void afterCompletion(int status) {
            if (status != Status.STATUS_COMMITTED) {
                task.run();
            }
        }
    }
}
