package dev.tandem.number.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.E164;
import dev.tandem.number.ManualClock;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.Samples;
import dev.tandem.number.imports.ImportReport.Counts;
import dev.tandem.number.imports.ImportReport.Status;
import dev.tandem.number.sale.Search;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StockImportsTest {
    private static final E164 FIRST = new E164("+12065550000");

    private final ManualClock clock = new ManualClock();
    private final Database database = open(clock);

    Database open(ManualClock clock) {
        return Database.inMemory(clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static StockLine line(long line, E164 first, long count, String amount) {
        return StockLine.of(
                line,
                new StockRange(
                        first,
                        first.plus(count - 1),
                        NumberType.GEOGRAPHIC,
                        Capabilities.CALLS,
                        Price.of(amount, "USD"),
                        new Place("Seattle", "WA", "Washington"),
                        ""));
    }

    private ImportReport run(String name, Stream<StockLine> lines) {
        return database.in((Services it) -> it.imports.run(name, "node-1", lines.iterator()))
                .orElseThrow();
    }

    @Test
    void numbersAndRangesAreCountedAndCanBeFound() {
        ImportReport report = run("one", Stream.of(line(1, FIRST, 1, "1.00"), line(2, FIRST.plus(1), 25_000, "1.00")));

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.counts()).isEqualTo(new Counts(2, 25_001, 0, 0, 0));
        assertThat(database.in((Services it) -> it.imports.find("one"))).contains(report);
        assertThat(database.in((Services it) -> it.searches.search("t", Samples.inArea("206", 100)))
                        .numbers())
                .hasSize(100);
    }

    @Test
    void importingAgainChangesOnlyWhatChanged() {
        run("one", Stream.of(line(1, FIRST, 100, "1.00")));

        ImportReport again = run("two", Stream.of(line(1, FIRST, 90, "1.00"), line(2, FIRST.plus(90), 20, "2.00")));

        assertThat(again.counts()).isEqualTo(new Counts(2, 10, 10, 90, 0));
        assertThat(database.in((Services it) -> it.searches.search("t", Samples.geographic(90)))
                        .price())
                .isEqualTo(Price.of("1.00", "USD"));
        assertThat(database.in((Services it) -> it.searches.search("t", Samples.geographic(20)))
                        .price())
                .isEqualTo(Price.of("2.00", "USD"));
    }

    @Test
    void importingASoldNumberAgainLeavesItSold() {
        run("one", Stream.of(line(1, FIRST, 1, "1.00")));
        Search held = database.in((Services it) -> it.searches.search("t", Samples.geographic(1)));
        database.in((Services it) -> it.purchases.purchase("t", held.id()));

        assertThat(run("two", Stream.of(line(1, FIRST, 1, "2.00"))).counts()).isEqualTo(new Counts(1, 0, 1, 0, 0));

        assertThat(database.in((Services it) -> it.searches.search("t", Samples.geographic(1)))
                        .status())
                .isEqualTo(Search.Status.OUT_OF_STOCK);
        assertThat(database.in((Services it) -> it.owned.find(FIRST))).isPresent();
    }

    @Test
    void aNumberThatComesTwiceIsImportedOnceWithItsLastTerms() {
        ImportReport report = run("one", Stream.of(line(1, FIRST, 2, "1.00"), line(2, FIRST, 1, "2.00")));

        assertThat(report.counts()).isEqualTo(new Counts(2, 2, 0, 0, 0));
        assertThat(database.in((Services it) -> it.searches.search("t", Samples.geographic(1)))
                        .numbers())
                .containsExactly(FIRST.plus(1));
    }

    @Test
    void scatteredNumbersAreRecognisedAsWellAsRows() {
        Stream<StockLine> scattered =
                IntStream.range(0, 50).mapToObj(i -> line(i + 1, FIRST.plus(i * 1999L), 1, "1.00"));
        assertThat(run("one", scattered).counts().added()).isEqualTo(50);

        Stream<StockLine> again = IntStream.range(0, 50).mapToObj(i -> line(i + 1, FIRST.plus(i * 1999L), 1, "1.00"));
        run("between", Stream.of(line(1, FIRST, 90_000, "1.00")));
        assertThat(run("two", again).counts().unchanged()).isEqualTo(50);
    }

    @Test
    void premiumEmergencyAndUnknownNumbersAreRefusedByLine() {
        ImportReport report = run(
                "one",
                Stream.of(
                        line(1, new E164("+19005550100"), 1, "1.00"),
                        line(2, FIRST, 1, "1.00"),
                        line(3, new E164("+2101234567"), 1, "1.00"),
                        StockLine.refused(4, "phoneNumber is not E.164")));

        assertThat(report.counts()).isEqualTo(new Counts(4, 1, 0, 0, 3));
        assertThat(report.refusals()).extracting(ImportReport.Refusal::line).containsExactly(1L, 3L, 4L);
        assertThat(report.refusals().get(0).reason()).isEqualTo("a premium rate number");
    }

    @Test
    void aThousandRefusedLinesAreListedAndAllAreCounted() {
        ImportReport report =
                run("one", IntStream.rangeClosed(1, 1500).mapToObj(i -> StockLine.refused(i, "not a number")));

        assertThat(report.counts().refused()).isEqualTo(1500);
        assertThat(report.refusals()).hasSize(ImportReport.REFUSALS_MAX);
    }

    @Test
    void aNameIsUsedOnce() {
        run("one", Stream.of());

        assertThat(database.in((Services it) ->
                        it.imports.run("one", "node-1", List.<StockLine>of().iterator())))
                .isEmpty();
    }

    @Test
    void whatBreaksOffLeavesWholeBatchesAndSaysSo() {
        Iterator<StockLine> breaking = Stream.iterate(1, i -> i + 1)
                .map(i -> {
                    if (i == 3) {
                        throw new UncheckedIOException(new IOException("the connection was closed"));
                    }
                    return line(i, FIRST.plus((i - 1) * 10_000L), 10_000, "1.00");
                })
                .iterator();

        database.in((Services it) -> {
            assertThatThrownBy(() -> it.imports.run("one", "node-1", breaking))
                    .isInstanceOf(UncheckedIOException.class);
            return true;
        });

        ImportReport report =
                database.in((Services it) -> it.imports.find("one")).orElseThrow();
        assertThat(report.status()).isEqualTo(Status.BROKEN_OFF);
        assertThat(report.counts()).isEqualTo(new Counts(2, 10_000, 0, 0, 0));
        assertThat(report.error().orElseThrow()).contains("the connection was closed");
    }

    @Test
    void anImportThatARestartCutOffIsNotLeftRunning() {
        database.in((Services it) ->
                it.imports.run("other", "node-2", List.<StockLine>of().iterator()));
        database.in((Services it) -> it.sql.update("update number_import set status = 'RUNNING' where name = 'other'"));

        assertThat(database.in((Services it) -> it.imports.endOrphans("node-1")))
                .isZero();
        assertThat(database.in((Services it) -> it.imports.endOrphans("node-2")))
                .isEqualTo(1);
        assertThat(database.in((Services it) -> it.imports.find("other"))
                        .orElseThrow()
                        .status())
                .isEqualTo(Status.BROKEN_OFF);
    }
}
