package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeechCorrelationTest {

    private static final int RATE_HZ = 8000;

    private final short[] said = babble(1, 6 * RATE_HZ);

    @Test
    void theSameAudioLaterIsRecognisedInEveryWindow() {
        short[] heard = new short[said.length + 3333];
        System.arraycopy(said, 0, heard, 3333, said.length);

        assertThat(SpeechCorrelation.windows(said, heard)).hasSize(3).allMatch(value -> value > 0.98);
    }

    @Test
    void audioThatAJitterBufferStretchedIsStillRecognised() {
        short[] heard = new short[said.length + 400];
        System.arraycopy(said, 0, heard, 0, 11_000);
        System.arraycopy(said, 11_000, heard, 11_400, said.length - 11_000);

        assertThat(SpeechCorrelation.share(SpeechCorrelation.windows(said, heard), 0.7))
                .isEqualTo(1);
    }

    @Test
    void otherSpeechSilenceAndAShortRecordingAreNotRecognised() {
        assertThat(SpeechCorrelation.windows(said, babble(2, 8 * RATE_HZ))).allMatch(value -> value < 0.5);
        assertThat(SpeechCorrelation.windows(said, new short[8 * RATE_HZ])).allMatch(value -> value == 0);
        assertThat(SpeechCorrelation.windows(said, new short[100])).allMatch(value -> value == 0);
    }

    /** Noise in syllables: what matters of speech here is that it is loud and never repeats. */
    private static short[] babble(long seed, int samples) {
        Random random = new Random(seed);
        short[] babble = new short[samples];
        double last = 0;
        for (int i = 0; i < samples; i++) {
            last = 0.8 * last + 1000 * random.nextGaussian();
            babble[i] = (short) (last * Math.abs(Math.sin(i / 900.0)));
        }
        return Arrays.copyOf(babble, samples);
    }
}
