package dev.tandem.number.sale;

import static dev.tandem.number.Samples.OTHER_TENANT;
import static dev.tandem.number.Samples.TENANT;
import static dev.tandem.number.Samples.geographic;
import static dev.tandem.number.Samples.inArea;
import static dev.tandem.number.Samples.seattle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.E164;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.ManualClock;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.imports.StockRange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchesTest {
    private static final Duration HOLD = InventorySettings.DEFAULT.hold();

    private final ManualClock clock = new ManualClock();
    private final Database database = open(clock);

    Database open(ManualClock clock) {
        return Database.inMemory(clock);
    }

    @BeforeEach
    void twoNumbersAreOnSale() {
        database.in((Services it) -> it.stock.importRanges(List.of(seattle(2))));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Search search(String tenant, int quantity) {
        return database.in((Services it) -> it.searches.search(tenant, geographic(quantity)));
    }

    private Purchase.Outcome purchase(String tenant, Search reservation) {
        return database.in(
                (Services it) -> it.purchases.purchase(tenant, reservation.id()).outcome());
    }

    @Test
    void aSearchHoldsItsNumbersForSixteenMinutes() {
        Search held = search(TENANT, 2);

        assertThat(held.status()).isEqualTo(Search.Status.HELD);
        assertThat(held.numbers()).containsExactly(new E164("+12065550100"), new E164("+12065550101"));
        assertThat(held.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(16)));
        assertThat(held.price()).isEqualTo(Price.of("1.00", "USD"));
        assertThat(database.in((Services it) -> it.searches.find(TENANT, held.id())))
                .contains(held);
    }

    @Test
    void whatOneSearchHoldsNoOtherFinds() {
        Search first = search(TENANT, 1);
        Search second = search(OTHER_TENANT, 1);
        Search third = search(OTHER_TENANT, 1);

        assertThat(first.numbers()).doesNotContainAnyElementsOf(second.numbers());
        assertThat(third.status()).isEqualTo(Search.Status.OUT_OF_STOCK);
        assertThat(third.numbers()).isEmpty();
    }

    @Test
    void aSearchForMoreThanThereIsHoldsNothing() {
        assertThat(search(TENANT, 3).status()).isEqualTo(Search.Status.OUT_OF_STOCK);
        assertThat(search(TENANT, 2).status()).isEqualTo(Search.Status.HELD);
    }

    @Test
    void theLastInstantOfAHoldIsTooLateToPurchase() {
        Search held = search(TENANT, 1);
        clock.advance(HOLD);

        assertThat(purchase(TENANT, held)).isEqualTo(Purchase.Outcome.EXPIRED);
        assertThat(database.in((Services it) -> it.owned.page(TENANT, "", 0, 10)))
                .isEmpty();
        assertThat(database.in((Services it) -> it.searches.find(TENANT, held.id())))
                .get()
                .extracting(Search::status)
                .isEqualTo(Search.Status.EXPIRED);
    }

    @Test
    void theMillisecondBeforeIsNot() {
        Search held = search(TENANT, 1);
        clock.advance(HOLD.minusMillis(1));

        assertThat(purchase(TENANT, held)).isEqualTo(Purchase.Outcome.PURCHASED);
    }

    @Test
    void anExpiredHoldIsFoundAgainAndItsFirstHolderIsRefused() {
        Search expired = search(TENANT, 2);
        clock.advance(HOLD);
        Search again = search(OTHER_TENANT, 2);

        assertThat(again.numbers()).isEqualTo(expired.numbers());
        assertThat(purchase(TENANT, expired)).isEqualTo(Purchase.Outcome.EXPIRED);
        assertThat(purchase(OTHER_TENANT, again)).isEqualTo(Purchase.Outcome.PURCHASED);
    }

    @Test
    void aBuyerWhoseClockIsBehindDoesNotGetNumbersHeldBySomebodyElse() {
        Search overtaken = search(TENANT, 2);
        clock.advance(HOLD);
        search(OTHER_TENANT, 1);
        clock.advance(HOLD.negated());

        assertThat(purchase(TENANT, overtaken)).isEqualTo(Purchase.Outcome.EXPIRED);
        assertThat(purchase(TENANT, overtaken)).isEqualTo(Purchase.Outcome.EXPIRED);
        assertThat(database.in((Services it) -> it.owned.page(TENANT, "", 0, 10)))
                .isEmpty();
    }

    @Test
    void aCancelledHoldIsFreeAtOnce() {
        Search held = search(TENANT, 2);

        assertThat(database.in((Services it) -> it.searches.cancel(OTHER_TENANT, held.id())))
                .isFalse();
        assertThat(database.in((Services it) -> it.searches.cancel(TENANT, held.id())))
                .isTrue();
        assertThat(database.in((Services it) -> it.searches.cancel(TENANT, held.id())))
                .isFalse();

        assertThat(purchase(TENANT, held)).isEqualTo(Purchase.Outcome.CANCELLED);
        assertThat(search(OTHER_TENANT, 2).status()).isEqualTo(Search.Status.HELD);
    }

    @Test
    void anAreaCodeAndCapabilitiesNarrowTheSearch() {
        assertThat(database.in((Services it) ->
                        it.searches.search(TENANT, inArea("425", 1)).status()))
                .isEqualTo(Search.Status.OUT_OF_STOCK);
        assertThat(database.in((Services it) ->
                        it.searches.search(TENANT, inArea("206", 1)).status()))
                .isEqualTo(Search.Status.HELD);

        Capabilities texting = new Capabilities(Capability.INBOUND, Capability.INBOUND);
        SearchCriteria forSms =
                new SearchCriteria("US", NumberType.GEOGRAPHIC, AssignmentType.APPLICATION, texting, "", 1);
        assertThat(database.in(
                        (Services it) -> it.searches.search(TENANT, forSms).status()))
                .isEqualTo(Search.Status.OUT_OF_STOCK);
    }

    @Test
    void numbersOfOneResultCostTheSameAndTheCheapestComeFirst() {
        StockRange dear = new StockRange(
                new E164("+14255550100"),
                new E164("+14255550104"),
                NumberType.GEOGRAPHIC,
                Capabilities.CALLS,
                Price.of("5.00", "USD"),
                Place.NATIONWIDE,
                "");
        database.in((Services it) -> it.stock.importRanges(List.of(dear)));

        assertThat(search(TENANT, 3).price().amount()).isEqualByComparingTo("5.00");
        assertThat(search(TENANT, 2).price().amount()).isEqualByComparingTo("1.00");
    }
}
