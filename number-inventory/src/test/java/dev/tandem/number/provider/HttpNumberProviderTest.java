package dev.tandem.number.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.number.E164;
import dev.tandem.number.Price;
import dev.tandem.number.Samples;
import dev.tandem.number.Selection;
import dev.tandem.number.provider.FakeCarrier.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class HttpNumberProviderTest extends NumberProviderContract {
    private static final E164 NUMBER = new E164("+12065550100");

    private final FakeCarrier carrier = new FakeCarrier();
    private final NumberProvider provider = carrier.client();

    @AfterEach
    void close() {
        carrier.close();
    }

    @Override
    protected NumberProvider provider() {
        return provider;
    }

    @Override
    protected void stock(int count) {
        for (int i = 0; i < count; i++) {
            carrier.offer(NUMBER.plus(i).value(), "1.00");
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "SELLS_ANOTHER"})
    void aCarrierThatDoesNotAnswerAsItShouldOffersNothingAndLeavesAnOrderOpen(Fault fault) {
        provider.hold("held", List.of(NUMBER), LATER);
        carrier.becomes(fault);

        assertThat(provider.search(Samples.geographic(1), Selection.ANY).isEmpty())
                .isTrue();
        assertThat(provider.hold("one", List.of(NUMBER.plus(1)), LATER)).isEqualTo(OrderState.UNANSWERED);
        assertThat(provider.purchase("held", List.of(NUMBER))).isEqualTo(OrderState.UNANSWERED);
        assertThat(provider.order("held", List.of(NUMBER))).isEqualTo(OrderState.UNANSWERED);
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGS", "FAILS", "NOT_FOUND_PAGE", "LOSES_THE_ANSWER"})
    void aNumberIsNotGivenBackUntilTheCarrierSaysSo(Fault fault) {
        provider.hold("one", List.of(NUMBER), LATER);
        provider.purchase("one", List.of(NUMBER));
        carrier.becomes(fault);

        assertThat(provider.release(NUMBER)).isFalse();
        carrier.becomes(Fault.NONE);
        assertThat(provider.release(NUMBER)).isTrue();
        assertThat(provider.release(NUMBER)).as("once more").isTrue();
    }

    @Test
    void numbersThatWereNotAskedForAreNeitherOfferedNorBought() {
        provider.hold("one", List.of(NUMBER), LATER);
        carrier.becomes(Fault.SELLS_ANOTHER);

        assertThat(provider.search(Samples.inArea("206", 1), Selection.ANY).isEmpty())
                .isTrue();
        assertThat(provider.purchase("one", List.of(NUMBER))).isEqualTo(OrderState.WRONG);
    }

    @Test
    void anOfferWithoutASensiblePriceOrCountryOrWithAPremiumNumberIsPassedOver() {
        carrier.offer("+12065550098", "1e999999999");
        carrier.offer("+12065550099", "-1");
        carrier.offer("+16045550100", "0.10");
        carrier.offer("+19005550100", "0.10");
        carrier.offer("12065550097", "0.10");

        assertThat(provider.search(Samples.geographic(1), Selection.ANY).numbers())
                .containsExactly(NUMBER);
    }

    @Test
    void theCheapestThatAreEnoughAreChosenAndNeverAMixture() {
        carrier.offer("+12065550199", "0.50");
        carrier.offer("+12065550198", "0.50");

        assertThat(provider.search(Samples.geographic(2), Selection.ANY).price())
                .isEqualTo(Price.of("0.50", "USD"));
        assertThat(provider.search(Samples.geographic(3), Selection.ANY).price())
                .isEqualTo(Price.of("1.00", "USD"));
        assertThat(provider.search(Samples.geographic(4), Selection.ANY).isEmpty())
                .isTrue();
    }

    @Test
    void theSameStepOfTheSameOrderCarriesTheSameIdempotencyKey() {
        provider.hold("one", List.of(NUMBER), LATER);
        provider.purchase("one", List.of(NUMBER));
        provider.purchase("one", List.of(NUMBER));

        assertThat(carrier.idempotencyKeys()).containsExactly("one-held", "one-purchased", "one-purchased");
    }

    @Test
    void theKeyGoesOverNoOpenWireAndIntoNoText() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new ProviderSettings(URI.create("http://192.0.2.1/"), "k", "c", second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProviderSettings(URI.create("https://192.0.2.1/"), "a\nb", "c", second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new ProviderSettings(URI.create("https://192.0.2.1/"), "top-secret", "c", second).toString())
                .doesNotContain("top-secret");
    }
}
