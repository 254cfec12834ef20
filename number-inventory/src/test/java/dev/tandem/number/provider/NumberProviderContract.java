package dev.tandem.number.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.Samples;
import dev.tandem.number.SearchPattern;
import dev.tandem.number.Selection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for whatever numbers come from. */
public abstract class NumberProviderContract {
    static final Instant LATER = Instant.parse("2026-01-01T13:00:00Z");
    private static final E164 FIRST = new E164("+12065550100");

    /** A provider that has nothing yet. */
    protected abstract NumberProvider provider();

    /** Puts so many numbers of Seattle on sale there. */
    protected abstract void stock(int count);

    private NumberProvider provider;

    @BeforeEach
    void threeNumbers() {
        provider = provider();
        stock(3);
    }

    private List<E164> search(int quantity) {
        return provider.search(Samples.geographic(quantity), Selection.ANY).numbers();
    }

    @Test
    void asManyAsAskedForAreOfferedOrNone() {
        FoundNumbers two = provider.search(Samples.geographic(2), Selection.ANY);

        assertThat(two.numbers()).containsExactly(FIRST, FIRST.plus(1));
        assertThat(two.price()).isEqualTo(Price.of("1.00", "USD"));
        assertThat(two.capabilities().covers(Capabilities.CALLS)).isTrue();
        assertThat(search(4)).isEmpty();
        assertThat(provider.search(Samples.inArea("425", 1), Selection.ANY).isEmpty())
                .isTrue();
    }

    @Test
    void aPatternAndABlockAreAskedForToo() {
        Selection ending = new Selection(Place.NATIONWIDE, SearchPattern.parse("206*101"), false);
        Selection block = new Selection(Place.NATIONWIDE, SearchPattern.parse("206*"), true);
        provider.hold("taken", List.of(FIRST), LATER);

        assertThat(provider.search(Samples.geographic(1), ending).numbers()).containsExactly(FIRST.plus(1));
        assertThat(provider.search(Samples.geographic(2), block).numbers())
                .containsExactly(FIRST.plus(1), FIRST.plus(2));
    }

    @Test
    void whatIsHeldIsOfferedToNobodyAndHeldByOneOrder() {
        assertThat(provider.hold("one", List.of(FIRST), LATER)).isEqualTo(OrderState.HELD);

        assertThat(provider.order("one", List.of(FIRST))).isEqualTo(OrderState.HELD);
        assertThat(search(2)).containsExactly(FIRST.plus(1), FIRST.plus(2));
        assertThat(provider.hold("two", List.of(FIRST), LATER)).isEqualTo(OrderState.CANCELLED);
        assertThat(provider.hold("one", List.of(FIRST), LATER)).as("again").isEqualTo(OrderState.HELD);
    }

    @Test
    void aPurchaseAskedForTwiceIsOne() {
        List<E164> two = List.of(FIRST, FIRST.plus(1));
        provider.hold("one", two, LATER);

        assertThat(provider.purchase("one", two)).isEqualTo(OrderState.PURCHASED);
        assertThat(provider.purchase("one", two)).isEqualTo(OrderState.PURCHASED);
        assertThat(provider.order("one", two)).isEqualTo(OrderState.PURCHASED);
        assertThat(search(1)).containsExactly(FIRST.plus(2));
        assertThat(search(2)).isEmpty();
    }

    @Test
    void anOrderNobodyMadeIsCancelledAndSellsNothing() {
        assertThat(provider.order("none", List.of(FIRST))).isEqualTo(OrderState.CANCELLED);
        assertThat(provider.purchase("none", List.of(FIRST))).isEqualTo(OrderState.CANCELLED);
        assertThat(provider.cancel("none", List.of(FIRST))).isEqualTo(OrderState.CANCELLED);
        assertThat(search(3)).hasSize(3);
    }

    @Test
    void aCancelledOrderLeavesNothingBehind() {
        provider.hold("held", List.of(FIRST), LATER);
        provider.hold("bought", List.of(FIRST.plus(1)), LATER);
        provider.purchase("bought", List.of(FIRST.plus(1)));

        assertThat(provider.cancel("held", List.of(FIRST))).isEqualTo(OrderState.CANCELLED);
        assertThat(provider.cancel("bought", List.of(FIRST.plus(1)))).isEqualTo(OrderState.CANCELLED);
        assertThat(provider.order("held", List.of(FIRST))).isEqualTo(OrderState.CANCELLED);
        assertThat(provider.order("bought", List.of(FIRST.plus(1)))).isEqualTo(OrderState.CANCELLED);
        assertThat(search(3)).hasSize(3);
    }

    @Test
    void aReleasedNumberIsOnSaleAgain() {
        provider.hold("one", List.of(FIRST), LATER);
        provider.purchase("one", List.of(FIRST));

        assertThat(provider.release(FIRST)).isTrue();
        assertThat(search(3)).hasSize(3);
    }
}
