package dev.tandem.number.sale;

import static dev.tandem.number.Samples.OTHER_TENANT;
import static dev.tandem.number.Samples.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.E164;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.ManualClock;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.Samples;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import dev.tandem.number.audit.AuditEntry;
import dev.tandem.number.audit.Step;
import dev.tandem.number.imports.StockRange;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.number.provider.CarrierSource;
import dev.tandem.number.provider.FakeCarrier;
import dev.tandem.number.provider.FakeCarrier.Fault;
import dev.tandem.number.provider.FoundNumbers;
import dev.tandem.number.provider.HttpNumberProvider;
import dev.tandem.number.provider.NumberProvider;
import dev.tandem.number.provider.OrderState;
import dev.tandem.number.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pool and a carrier together, and what a crash between asking and answering leaves to be finished. */
@Timeout(60)
class ProviderOrdersTest {
    private static final E164 POOLED = new E164("+12065550100");
    private static final E164 CARRIED = new E164("+14255550100");

    private final ManualClock clock = new ManualClock();
    private final Database database = open(clock);
    private final FakeCarrier carrier = new FakeCarrier();
    private final HttpNumberProvider client = carrier.client();
    private final Services services = database.in((Services it) -> it);
    private final ProviderOrderTransactions steps = new CommittedTransactions(database, services);

    Database open(ManualClock clock) {
        return Database.inMemory(clock);
    }

    @BeforeEach
    void oneNumberInThePoolAndTwoAtTheCarrier() {
        database.in((Services it) -> it.stock.importRanges(List.of(Samples.seattle(1))));
        carrier.offer(CARRIED.value(), "2.00");
        carrier.offer(CARRIED.plus(1).value(), "2.00");
    }

    @AfterEach
    void close() {
        carrier.close();
        database.close();
    }

    private ProviderOrders with(NumberProvider provider) {
        return new ProviderOrders(steps, new CarrierSource(Optional.of(provider)), InventorySettings.DEFAULT, clock);
    }

    private Search search(String tenant, int quantity) {
        return search(client, tenant, quantity);
    }

    /** The pool's part is over before the carrier is asked, as in the service. */
    private Search search(NumberProvider provider, String tenant, int quantity) {
        SearchCriteria criteria = Samples.geographic(quantity);
        Search pool = database.in((Services it) -> it.searches.search(tenant, criteria));
        return pool.status() == Search.Status.OUT_OF_STOCK
                ? with(provider).search(tenant, criteria, Selection.ANY).orElse(pool)
                : pool;
    }

    private Purchase.Outcome purchase(String tenant, Search held) {
        return with(client)
                .purchase(tenant, held.id())
                .orElseGet(() -> database.in((Services it) -> it.purchases.purchase(tenant, held.id())))
                .outcome();
    }

    private Purchase.Outcome purchase(Search held) {
        return purchase(TENANT, held);
    }

    /** What runs at start and every few seconds. */
    private int settleDue() {
        return with(client).settleDue();
    }

    private long openOrders() {
        return count("select count(*) from provider_order");
    }

    private long inStock() {
        return count("select count(*) from stock_number where import_id = -1");
    }

    private long count(String sql) {
        return database.in((Services it) -> it.sql.query(sql, Sql.LONG).get(0));
    }

    private Optional<PhoneNumber> owned(E164 number) {
        return database.in((Services it) -> it.owned.find(number));
    }

    private boolean cancel(Search held) {
        return database.in((Services it) -> it.searches.cancel(TENANT, held.id()));
    }

    @Test
    void thePoolComesFirstAndTheCarrierFillsWhatItHasNot() {
        assertThat(search(TENANT, 1).numbers()).containsExactly(POOLED);
        Search carried = search(TENANT, 2);

        assertThat(carried.status()).isEqualTo(Search.Status.HELD);
        assertThat(carried.numbers()).containsExactly(CARRIED, CARRIED.plus(1));
        assertThat(carried.price()).isEqualTo(Price.of("2.00", "USD"));
        assertThat(carrier.held()).hasSize(2);
        assertThat(search(OTHER_TENANT, 1).status()).isEqualTo(Search.Status.OUT_OF_STOCK);
    }

    @Test
    void whatIsBoughtFromTheCarrierIsOwnedLikeAnyOtherAndGoesBackToIt() {
        Search held = search(TENANT, 2);

        assertThat(purchase(OTHER_TENANT, held)).isEqualTo(Purchase.Outcome.NOT_FOUND);
        assertThat(purchase(held)).isEqualTo(Purchase.Outcome.PURCHASED);
        assertThat(purchase(held)).isEqualTo(Purchase.Outcome.ALREADY_PURCHASED);
        assertThat(owned(CARRIED).orElseThrow().price()).isEqualTo(Price.of("2.00", "USD"));
        assertThat(carrier.sold())
                .containsExactly(CARRIED.value(), CARRIED.plus(1).value());
        assertThat(openOrders()).isZero();

        assertThat(database.in((Services it) -> it.purchases.release(TENANT, CARRIED)))
                .isTrue();
        assertThat(owned(CARRIED)).isEmpty();
        assertThat(settleDue()).isEqualTo(1);
        assertThat(carrier.sold()).doesNotContain(CARRIED.value());
        assertThat(inStock()).as("the other one").isEqualTo(1);
        assertThat(openOrders()).isZero();
        assertThat(database.in((Services it) -> it.audit.page(CARRIED, -1, 10)))
                .extracting(AuditEntry::step)
                .containsExactly(Step.RESERVED, Step.PURCHASED, Step.RELEASED);
    }

    @Test
    void aNumberIsGivenBackWhenTheCarrierCanBeReachedAgain() {
        purchase(search(TENANT, 2));
        database.in((Services it) -> it.purchases.release(TENANT, CARRIED));
        carrier.becomes(Fault.FAILS);

        assertThat(settleDue()).isZero();
        carrier.becomes(Fault.NONE);
        assertThat(settleDue()).as("not asked again at once").isZero();
        clock.advance(ProviderOrderTransactions.RETRY);
        assertThat(settleDue()).isEqualTo(1);
        assertThat(inStock()).isEqualTo(1);
    }

    @Test
    void aHoldThatIsCancelledOrRunsOutEndsAtTheCarrierToo() {
        Search cancelled = search(TENANT, 2);
        assertThat(cancel(cancelled)).isTrue();
        assertThat(cancel(cancelled)).isFalse();
        assertThat(purchase(cancelled)).isEqualTo(Purchase.Outcome.CANCELLED);
        assertThat(settleDue()).isEqualTo(1);
        assertThat(carrier.held()).isEmpty();

        Search expired = search(TENANT, 2);
        assertThat(expired.status()).isEqualTo(Search.Status.HELD);
        clock.advance(InventorySettings.DEFAULT.hold());
        assertThat(purchase(expired)).isEqualTo(Purchase.Outcome.EXPIRED);
        assertThat(settleDue()).isEqualTo(1);
        assertThat(carrier.held()).isEmpty();
        assertThat(inStock()).isZero();
    }

    @Test
    void aPurchaseWhoseAnswerWasLostIsCompletedAfterARestart() {
        Search held = search(TENANT, 2);
        carrier.becomes(Fault.LOSES_THE_ANSWER);

        assertThat(purchase(held)).isEqualTo(Purchase.Outcome.UNSETTLED);
        assertThat(owned(CARRIED)).isEmpty();
        assertThat(cancel(held)).as("it may be bought already").isFalse();

        carrier.becomes(Fault.NONE);
        clock.advance(InventorySettings.DEFAULT.hold());
        assertThat(settleDue()).isEqualTo(1);
        assertThat(owned(CARRIED)).isPresent();
        assertThat(owned(CARRIED.plus(1))).isPresent();
        assertThat(purchase(held)).isEqualTo(Purchase.Outcome.ALREADY_PURCHASED);
        assertThat(openOrders()).isZero();
    }

    @Test
    void aBuyerWhoAsksAgainGetsWhatTheCarrierSoldTheFirstTime() {
        Search held = search(TENANT, 2);
        carrier.becomes(Fault.LOSES_THE_ANSWER);
        purchase(held);
        carrier.becomes(Fault.NONE);

        assertThat(purchase(held)).as("somebody may still be at it").isEqualTo(Purchase.Outcome.UNSETTLED);
        clock.advance(ProviderOrderTransactions.RETRY);
        assertThat(purchase(held)).isEqualTo(Purchase.Outcome.PURCHASED);
        assertThat(carrier.sold()).hasSize(2);
    }

    @Test
    void aCrashBeforeThePurchaseReachedTheCarrierLeavesTheHoldToItsBuyer() {
        Search held = search(TENANT, 2);
        assertThat(steps.begin(TENANT, held.id())).isPresent();
        // Nothing more is heard of this process.
        assertThat(settleDue()).as("it might still be alive").isZero();
        clock.advance(ProviderOrderTransactions.LEASE);

        assertThat(settleDue()).isEqualTo(1);
        assertThat(purchase(held)).isEqualTo(Purchase.Outcome.PURCHASED);
    }

    @Test
    void aCrashAfterTheCarrierHeldIsUndone() {
        FoundNumbers offered = client.search(Samples.geographic(2), Selection.ANY);
        ProviderOrder order =
                new ProviderOrder("crashed", "carrier", TENANT, ProviderOrder.State.HOLDING, offered.numbers());
        steps.open(order, Samples.geographic(2), Selection.ANY, offered);
        client.hold(order.id(), order.numbers(), clock.instant().plusSeconds(60));
        assertThat(inStock()).isEqualTo(2);

        clock.advance(ProviderOrderTransactions.LEASE);
        assertThat(settleDue()).isEqualTo(1);
        assertThat(carrier.held()).isEmpty();
        assertThat(inStock()).isZero();
        assertThat(search(TENANT, 2).status()).isEqualTo(Search.Status.HELD);
    }

    @Test
    void aHoldThatWasNotAnsweredIsUndoneAndHoldsNothing() {
        Refusing refusing = new Refusing(client, carrier, Fault.LOSES_THE_ANSWER);
        Search none = search(refusing, TENANT, 2);

        assertThat(none.status()).isEqualTo(Search.Status.OUT_OF_STOCK);
        assertThat(carrier.held()).hasSize(2);
        carrier.becomes(Fault.NONE);
        assertThat(settleDue()).isEqualTo(1);
        assertThat(carrier.held()).isEmpty();
        assertThat(openOrders()).isZero();
    }

    @Test
    void aSaleOfOtherNumbersIsUndoneAndNothingBecomesOurs() {
        Search held = search(TENANT, 2);
        carrier.becomes(Fault.SELLS_ANOTHER);

        assertThat(purchase(held)).isEqualTo(Purchase.Outcome.EXPIRED);
        carrier.becomes(Fault.NONE);
        assertThat(settleDue()).isEqualTo(1);
        assertThat(carrier.sold()).isEmpty();
        assertThat(owned(CARRIED)).isEmpty();
        assertThat(inStock()).isZero();
    }

    @Test
    void aNumberThatIsInStockAlreadyIsNotBoughtASecondTime() {
        search(TENANT, 1);
        carrier.offer(POOLED.value(), "0.10");

        assertThat(search(OTHER_TENANT, 1).status()).isEqualTo(Search.Status.OUT_OF_STOCK);
        assertThat(openOrders()).isZero();
    }

    @Test
    void anImportDoesNotMakeACarriersNumberOneOfThePool() {
        purchase(search(TENANT, 2));
        StockRange same = new StockRange(
                CARRIED,
                CARRIED,
                NumberType.GEOGRAPHIC,
                Capabilities.CALLS,
                Price.of("9.00", "USD"),
                Place.NATIONWIDE,
                "");
        database.in((Services it) -> it.stock.importRanges(List.of(same)));

        database.in((Services it) -> it.purchases.release(TENANT, CARRIED));
        assertThat(settleDue()).isEqualTo(1);
        assertThat(carrier.sold()).containsExactly(CARRIED.plus(1).value());
    }

    /** A carrier that goes wrong between its offer and the hold. */
    private record Refusing(NumberProvider real, FakeCarrier carrier, Fault fault) implements NumberProvider {
        @Override
        public String name() {
            return real.name();
        }

        @Override
        public FoundNumbers search(SearchCriteria search, Selection selection) {
            return real.search(search, selection);
        }

        @Override
        public OrderState hold(String orderId, List<E164> numbers, Instant until) {
            carrier.becomes(fault);
            return real.hold(orderId, numbers, until);
        }

        @Override
        public OrderState purchase(String orderId, List<E164> numbers) {
            return real.purchase(orderId, numbers);
        }

        @Override
        public OrderState cancel(String orderId, List<E164> numbers) {
            return real.cancel(orderId, numbers);
        }

        @Override
        public OrderState order(String orderId, List<E164> numbers) {
            return real.order(orderId, numbers);
        }

        @Override
        public boolean release(E164 number) {
            return real.release(number);
        }
    }
}
