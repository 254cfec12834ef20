package dev.tandem.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.Signals;
import dev.tandem.media.codec.Pcmu;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TonesTest {
    private final List<String> heard = new ArrayList<>();
    private final DigitReceiver.Listener listener = new DigitReceiver.Listener() {
        @Override
        public void pressed(char digit) {
            heard.add("+" + digit);
        }

        @Override
        public void released(char digit, int durationMillis) {
            assertThat(durationMillis).isBetween(25, 110);
            heard.add("-" + digit);
        }
    };
    private final short[] frame = new short[160];

    private void say(ToneDetector detector, ToneSource source, char digit, int frames, double gain, int noise) {
        Random random = new Random(5);
        source.begin(digit);
        for (int n = 0; n < frames; n++) {
            source.fill(frame);
            for (int i = 0; i < frame.length; i++) {
                short sample = (short) (frame[i] * gain + random.nextGaussian() * noise);
                frame[i] = Pcmu.expand(Pcmu.compress(sample));
            }
            detector.hear(frame, frame.length);
        }
        detector.hear(new short[480], 480);
    }

    @Test
    void allSixteenDigitsAreHeardAtEveryLevelALineHas() {
        for (double gain : new double[] {1, 0.3, 0.1}) {
            heard.clear();
            ToneDetector detector = new ToneDetector(8_000, listener);
            for (char digit : DtmfDigits.ALL.toCharArray()) {
                say(detector, new ToneSource(8_000), digit, 4, gain, (int) (60 * gain));
            }
            List<String> expected = new ArrayList<>();
            for (char digit : DtmfDigits.ALL.toCharArray()) {
                expected.add("+" + digit);
                expected.add("-" + digit);
            }
            assertThat(heard).as("at a level of %s", gain).isEqualTo(expected);
        }
    }

    @Test
    void aToneThatIsTooShortIsNoDigit() {
        say(new ToneDetector(8_000, listener), new ToneSource(8_000), '5', 1, 1, 0);
        assertThat(heard).isEmpty();
    }

    @Test
    void speechAndNoiseAreNoDigits() {
        ToneDetector detector = new ToneDetector(8_000, listener);
        Random random = new Random(9);
        for (int pitch : new int[] {90, 110, 137, 173, 220}) {
            for (int n = 0; n < 1_000; n++) {
                Signals.fill(frame, Signals.voice(pitch), n * frame.length);
                detector.hear(frame, frame.length);
            }
        }
        for (int n = 0; n < 1_000; n++) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) (random.nextGaussian() * 4_000);
            }
            detector.hear(frame, frame.length);
        }
        assertThat(heard).isEmpty();
    }
}
