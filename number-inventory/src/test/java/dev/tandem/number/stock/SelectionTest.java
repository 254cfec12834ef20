package dev.tandem.number.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.E164;
import dev.tandem.number.ManualClock;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.Samples;
import dev.tandem.number.SearchPattern;
import dev.tandem.number.Selection;
import dev.tandem.number.imports.StockRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches for numbers of a place, of a pattern and in a row. */
class SelectionTest {
    private static final Place SEATTLE = new Place("Seattle", "WA", "Washington");
    private static final Place KENT = new Place("Kent", "WA", "Washington");

    private final ManualClock clock = new ManualClock();
    private final Database database = open(clock);

    Database open(ManualClock clock) {
        return Database.inMemory(clock);
    }

    @BeforeEach
    void threeThousandNumbersInTwoTownsOfOneArea() {
        database.in((Services it) -> it.stock.importRanges(
                List.of(range("+12065550000", 2000, SEATTLE), range("+12065557000", 1000, KENT))));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static StockRange range(String first, int count, Place place) {
        return new StockRange(
                new E164(first),
                new E164(first).plus(count - 1),
                NumberType.GEOGRAPHIC,
                Capabilities.CALLS,
                Price.of("1.00", "USD"),
                place,
                "");
    }

    private List<String> find(int quantity, Place within, String pattern, boolean consecutive) {
        Selection selection = new Selection(
                within,
                pattern.isEmpty()
                        ? Optional.empty()
                        : Optional.of(SearchPattern.parse(pattern).orElseThrow()),
                consecutive);
        return database
                .in((Services it) -> it.searches.search("t", Samples.inArea("206", quantity), selection))
                .numbers()
                .stream()
                .map(E164::value)
                .toList();
    }

    private List<String> find(int quantity, String pattern) {
        return find(quantity, Place.NATIONWIDE, pattern, false);
    }

    @Test
    void aTownIsSearchedAlone() {
        assertThat(find(2, new Place("Kent", "", ""), "", false)).containsExactly("+12065557000", "+12065557100");
        assertThat(find(1, new Place("Tacoma", "", ""), "", false)).isEmpty();
    }

    @Test
    void beginningsEndingsAndBothAreFound() {
        assertThat(find(2, "+120655510*")).containsExactly("+12065551000", "+12065551001");
        assertThat(find(2, "206555123*")).containsExactly("+12065551230", "+12065551231");
        assertThat(find(2, "*777")).containsExactly("+12065550777", "+12065551777");
        assertThat(find(1, "*777")).containsExactly("+12065557777");
        assertThat(find(2, "+12065557*99")).containsExactly("+12065557099", "+12065557199");
        assertThat(find(1, "*5557888")).containsExactly("+12065557888");
        assertThat(find(1, "+12065550005")).containsExactly("+12065550005");
    }

    @Test
    void lettersAreTheDigitsOfTheirKeys() {
        assertThat(find(1, "206555*" + "Oak")).as("625").containsExactly("+12065550625");
        assertThat(find(1, "*lOak")).as("5625").isEmpty();
    }

    @Test
    void digitsBetweenStarsAreFoundToo() {
        assertThat(find(1, "*50123*")).containsExactly("+12065550123");
        assertThat(find(1, "*99999*")).isEmpty();
    }

    @Test
    void aPatternLongerOrShorterThanTheNumbersFindsNothing() {
        assertThat(find(1, "+1206555000012*")).isEmpty();
        assertThat(find(1, "+1206555")).isEmpty();
    }

    @Test
    void aBlockInARowSkipsEveryGap() {
        find(1, "+12065550003");

        List<String> block = find(5, Place.NATIONWIDE, "", true);

        assertThat(block)
                .containsExactly("+12065550004", "+12065550005", "+12065550006", "+12065550007", "+12065550008");
        assertThat(find(3, KENT, "", true)).containsExactly("+12065557000", "+12065557001", "+12065557002");
        assertThat(find(6, Place.NATIONWIDE, "+1206555799*", true))
                .containsExactly(
                        "+12065557990", "+12065557991", "+12065557992", "+12065557993", "+12065557994", "+12065557995");
        assertThat(find(6, Place.NATIONWIDE, "+1206555799*", true)).isEmpty();
    }

    @Test
    void textThatIsNoPatternIsRefused() {
        assertThat(SearchPattern.parse("")).isEmpty();
        assertThat(SearchPattern.parse("12-34")).isEmpty();
        assertThat(SearchPattern.parse("1".repeat(33))).isEmpty();
        assertThat(SearchPattern.parse("*'; drop table")).isEmpty();
    }
}
