package dev.tandem.event;

import dev.tandem.event.OutboxRows.Address;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the {@link Courier} which rows a transaction has stored, once it has committed: all at once and in order. One
 * notice a row would do otherwise, because the observers of a transaction are called last first.
 */
@ApplicationScoped
class CommittedRows {

    private final TransactionSynchronizationRegistry transactions;
    private final Event<Batch> committed;

    CommittedRows(TransactionSynchronizationRegistry transactions, Event<Batch> committed) {
        this.transactions = transactions;
        this.committed = committed;
    }

    /** The rows of one transaction, in the order they were stored; complete when it has committed. */
    record Batch(List<Address> rows) {}

    /** Adds a row to those of the present transaction. */
    void add(Address row) {
        batch().rows().add(row);
    }

    private Batch batch() {
        if (transactions.getResource(Batch.class) instanceof Batch known) {
            return known;
        }
        Batch begun = new Batch(new ArrayList<>());
        transactions.putResource(Batch.class, begun);
        committed.fire(begun);
        return begun;
    }
}
