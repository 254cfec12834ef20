package dev.tandem.media.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class CountryTonesTest {

    @Test
    void americansHearTwoSecondsOfRingingAndFourOfSilence() {
        short[] round = rendered(CountryTones.ringback("us"));

        assertThat(round).hasSize(6 * 8_000);
        assertThat(power(round, 0, 440)).isGreaterThan(1_000);
        assertThat(power(round, 0, 480)).isGreaterThan(1_000);
        assertThat(power(round, 0, 400)).isLessThan(50);
        assertThat(power(round, 2 * 8_000, 440)).isZero();
        assertThat(power(round, 5 * 8_000, 440)).isZero();
    }

    @Test
    void theBritishRingTwice() {
        assertThat(CountryTones.ringback("GB").beats()).hasSize(4);
    }

    @Test
    void anUnknownCountryHearsWhatTheRecommendationSays() {
        assertThat(CountryTones.ringback("XX").beats().get(0).frequenciesHz()).containsExactly(425);
        assertThat(CountryTones.ringback("")).isEqualTo(CountryTones.ringback("XX"));
    }

    @Test
    void noCountryOfTheWorldBreaksIt() {
        for (String country : Locale.getISOCountries()) {
            assertThat(CountryTones.ringback(country).render(16_000).size())
                    .as(country)
                    .isPositive();
        }
    }

    @Test
    void aBeatNeitherBeginsNorEndsWithAClick() {
        short[] round = rendered(ToneCadence.of("425/480 0/480"));
        for (int i = 1; i < round.length; i++) {
            assertThat(Math.abs(round[i] - round[i - 1])).isLessThan(2_300);
        }
        assertThat(Math.abs(round[480 * 8 - 1])).isLessThan((short) 300);
    }

    private static short[] rendered(ToneCadence tone) {
        Prompt prompt = tone.render(8_000);
        short[] samples = new short[prompt.size()];
        prompt.copy(0, samples, 0, samples.length);
        return samples;
    }

    /** The amplitude of one frequency in half a second. */
    private static double power(short[] samples, int from, int hertz) {
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < 4_000; i++) {
            sine += samples[from + i] * Math.sin(2 * Math.PI * hertz * i / 8_000);
            cosine += samples[from + i] * Math.cos(2 * Math.PI * hertz * i / 8_000);
        }
        return Math.hypot(sine, cosine) / 2_000;
    }
}
