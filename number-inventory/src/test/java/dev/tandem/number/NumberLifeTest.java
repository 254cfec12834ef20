package dev.tandem.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.Database.Services;
import dev.tandem.number.audit.AuditEntry;
import dev.tandem.number.audit.Step;
import dev.tandem.number.imports.StockLine;
import dev.tandem.number.imports.StockRange;
import dev.tandem.number.sale.Search;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A number's way from import through purchase and quarantine to the shelf again, and what the audit trail says of it. */
class NumberLifeTest {
    private static final E164 NUMBER = new E164("+12065550100");
    private static final Duration QUARANTINE = Duration.ofDays(30);

    private final ManualClock clock = new ManualClock();
    private final Database database =
            Database.inMemory(clock, new InventorySettings(InventorySettings.DEFAULT.hold(), 100, QUARANTINE));

    @AfterEach
    void close() {
        database.close();
    }

    private Search search() {
        return database.in((Services it) -> it.searches.search("t", Samples.geographic(1)));
    }

    private List<AuditEntry> trail() {
        return database.in((Services it) -> it.audit.page(NUMBER, -1, 100));
    }

    @Test
    void everyStepIsInTheTrail() {
        database.in((Services it) -> it.imports.run(
                "first", "node-1", List.of(StockLine.of(1, Samples.seattle(1))).iterator()));
        Search cancelled = search();
        database.in((Services it) -> it.searches.cancel("t", cancelled.id()));
        Search expired = search();
        clock.advance(InventorySettings.DEFAULT.hold());
        Search bought = search();
        database.in((Services it) -> it.purchases.purchase("t", bought.id()));
        database.in((Services it) -> it.purchases.release("t", NUMBER));

        assertThat(search().status()).as("in quarantine").isEqualTo(Search.Status.OUT_OF_STOCK);
        assertThat(database.in((Services it) -> it.returns.putBackDue())).isZero();
        clock.advance(QUARANTINE);
        assertThat(database.in((Services it) -> it.returns.putBackDue())).isEqualTo(1);

        assertThat(trail())
                .extracting(AuditEntry::step)
                .containsExactly(
                        Step.IMPORTED,
                        Step.RESERVED,
                        Step.CANCELLED,
                        Step.RESERVED,
                        Step.EXPIRED,
                        Step.RESERVED,
                        Step.PURCHASED,
                        Step.RELEASED,
                        Step.AVAILABLE);
        assertThat(trail())
                .extracting(AuditEntry::actor)
                .containsExactly(
                        "tester", "tester", "tester", "tester", "system", "tester", "tester", "tester", "system");
        assertThat(trail().get(3).reference()).isEqualTo(expired.id());
        assertThat(trail().get(6).at()).isEqualTo(bought.createdAt());
        assertThat(search().status()).isEqualTo(Search.Status.HELD);
    }

    @Test
    void theTrailIsReadInPages() {
        database.in((Services it) -> it.stock.importRanges(List.of(Samples.seattle(1))));
        for (int i = 0; i < 3; i++) {
            Search held = search();
            database.in((Services it) -> it.searches.cancel("t", held.id()));
        }

        List<AuditEntry> first = database.in((Services it) -> it.audit.page(NUMBER, -1, 4));
        List<AuditEntry> rest =
                database.in((Services it) -> it.audit.page(NUMBER, first.get(3).position(), 100));

        assertThat(first).hasSize(4);
        assertThat(rest).hasSize(3);
        assertThat(database.in((Services it) -> it.audit.page(NUMBER.plus(1), -1, 10)))
                .isEmpty();
    }

    @Test
    void importingAgainWithOtherTermsIsAStepToo() {
        database.in((Services it) -> it.stock.importRanges(List.of(Samples.seattle(1))));
        StockRange range = Samples.seattle(1);
        StockRange dearer = new StockRange(
                range.first(),
                range.last(),
                range.type(),
                range.capabilities(),
                Price.of("9", "USD"),
                range.place(),
                "");
        database.in((Services it) -> it.stock.importRanges(List.of(dearer)));

        assertThat(trail()).extracting(AuditEntry::step).containsExactly(Step.IMPORTED, Step.CHANGED);
    }
}
