package dev.tandem.number.stock;

import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.E164;
import dev.tandem.number.ManualClock;
import dev.tandem.number.Samples;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import dev.tandem.number.provider.FoundNumbers;
import dev.tandem.number.provider.NumberProvider;
import dev.tandem.number.provider.NumberProviderContract;
import dev.tandem.number.provider.OrderState;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

class PoolProviderTest extends NumberProviderContract {
    private final Database database = open(new ManualClock());

    Database open(ManualClock clock) {
        return Database.inMemory(clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected void stock(int count) {
        database.in((Services it) -> it.stock.importRanges(List.of(Samples.seattle(count))));
    }

    @Override
    protected NumberProvider provider() {
        return new EachInATransaction(database);
    }

    private record EachInATransaction(Database database) implements NumberProvider {
        private <T> T in(Function<NumberProvider, T> work) {
            return database.in((Services it) -> work.apply(it.pool));
        }

        @Override
        public String name() {
            return in(NumberProvider::name);
        }

        @Override
        public FoundNumbers search(SearchCriteria search, Selection selection) {
            return in(pool -> pool.search(search, selection));
        }

        @Override
        public OrderState hold(String orderId, List<E164> numbers, Instant until) {
            return in(pool -> pool.hold(orderId, numbers, until));
        }

        @Override
        public OrderState purchase(String orderId, List<E164> numbers) {
            return in(pool -> pool.purchase(orderId, numbers));
        }

        @Override
        public OrderState cancel(String orderId, List<E164> numbers) {
            return in(pool -> pool.cancel(orderId, numbers));
        }

        @Override
        public OrderState order(String orderId, List<E164> numbers) {
            return in(pool -> pool.order(orderId, numbers));
        }

        @Override
        public boolean release(E164 number) {
            return in(pool -> pool.release(number));
        }
    }
}
