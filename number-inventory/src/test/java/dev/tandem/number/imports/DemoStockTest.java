package dev.tandem.number.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.Locality;
import dev.tandem.number.ManualClock;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.stock.Offer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoStockTest {
    private final Database database = Database.inMemory(new ManualClock());

    @AfterEach
    void close() {
        database.close();
    }

    private int load() {
        return database.in((Services it) -> new DemoStock(it.stock).load());
    }

    @Test
    void loadingTwiceIsLoadingOnce() {
        int ranges = DemoStock.ranges().stream().mapToInt(StockRange::size).sum();

        assertThat(load()).isEqualTo(ranges).isGreaterThan(6000);
        assertThat(load()).isZero();
    }

    @Test
    void everyRangeIsPlacedByItsNumbers() {
        load();

        assertThat(database.in((Services it) -> it.catalogue.countries(0, 10))).containsExactly("AU", "CA", "GB", "US");
        assertThat(database.in((Services it) -> it.catalogue.countries(2, 10))).containsExactly("GB", "US");
        assertThat(areaCodes("CA", NumberType.GEOGRAPHIC)).containsExactly("403", "416", "514", "604", "613");
        assertThat(areaCodes("GB", NumberType.GEOGRAPHIC)).contains("20", "121", "161", "28", "29");
        assertThat(areaCodes("GB", NumberType.MOBILE)).containsExactly("7700");
        assertThat(areaCodes("GB", NumberType.TOLL_FREE)).containsExactly("808");
        assertThat(areaCodes("US", NumberType.TOLL_FREE)).containsExactly("800", "877", "888");
        assertThat(areaCodes("AU", NumberType.GEOGRAPHIC)).containsExactly("2", "3", "7", "8");
    }

    private List<String> areaCodes(String country, NumberType type) {
        return database.in((Services it) -> it.catalogue.areaCodes(country, type, Place.NATIONWIDE, 0, 100));
    }

    @Test
    void theCatalogueNamesTownsStatesAndPrices() {
        load();

        List<NumberType> geographic = List.of(NumberType.GEOGRAPHIC);
        assertThat(database.in((Services it) -> it.catalogue.localities("US", geographic, "WA", 0, 10)))
                .containsExactly(
                        new Locality(new Place("Bellevue", "WA", "Washington"), "425"),
                        new Locality(new Place("Seattle", "WA", "Washington"), "206"));
        assertThat(database.in((Services it) -> it.catalogue.localities("US", geographic, "", 1, 2)))
                .hasSize(2);
        assertThat(database.in((Services it) -> it.catalogue.localities("US", List.of(NumberType.MOBILE), "", 0, 10)))
                .isEmpty();
        assertThat(database.in((Services it) ->
                        it.catalogue.areaCodes("US", NumberType.GEOGRAPHIC, new Place("Seattle", "WA", ""), 0, 10)))
                .containsExactly("206");
        assertThat(database.in((Services it) -> it.catalogue.offers("US")))
                .extracting(Offer::type)
                .containsExactly(NumberType.GEOGRAPHIC, NumberType.TOLL_FREE);
        assertThat(database.in((Services it) -> it.catalogue.offers("ZZ"))).isEmpty();
    }
}
