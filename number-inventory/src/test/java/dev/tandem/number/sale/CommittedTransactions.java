package dev.tandem.number.sale;

import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import dev.tandem.number.provider.FoundNumbers;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@link ProviderOrderTransactions} with a transaction around each, as a container has it. */
final class CommittedTransactions extends ProviderOrderTransactions {
    private final Database database;

    CommittedTransactions(Database database, Services any) {
        super(any.orders, any.shelves, any.holds, any.bought, any.clock);
        this.database = database;
    }

    private <T> T in(Function<ProviderOrderTransactions, T> work) {
        return database.in((Services it) -> work.apply(it.providerTransactions));
    }

    private void run(Consumer<ProviderOrderTransactions> work) {
        in(steps -> {
            work.accept(steps);
            return true;
        });
    }

    @Override
    boolean open(ProviderOrder order, SearchCriteria search, Selection selection, FoundNumbers offered) {
        return in(steps -> steps.open(order, search, selection, offered));
    }

    @Override
    boolean held(ProviderOrder order, Search reservation) {
        return in(steps -> steps.held(order, reservation));
    }

    @Override
    Optional<Begun> begin(String tenant, String id) {
        return in(steps -> steps.begin(tenant, id));
    }

    @Override
    Purchase complete(ProviderOrder order) {
        return in(steps -> steps.complete(order));
    }

    @Override
    void resume(ProviderOrder order) {
        run(steps -> steps.resume(order));
    }

    @Override
    void gone(ProviderOrder order) {
        run(steps -> steps.gone(order));
    }

    @Override
    void undo(ProviderOrder order) {
        run(steps -> steps.undo(order));
    }

    @Override
    void later(ProviderOrder order) {
        run(steps -> steps.later(order));
    }

    @Override
    Optional<ProviderOrder> nextDue(String provider) {
        return in(steps -> steps.nextDue(provider));
    }
}
