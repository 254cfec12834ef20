package dev.tandem.media.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.detect.SpeechCapture.Progress;
import dev.tandem.media.pcm.Wav;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechCaptureTest {

    private static final int OCTETS_PER_SECOND = 2 * SpeechCapture.SAMPLE_RATE_HZ;

    private final List<Progress> told = new ArrayList<>();
    private final SpeechCapture capture = capture(Duration.ofMillis(500), Duration.ofSeconds(20));

    @Test
    void anUtteranceIsCaughtFromBeforeItsFirstSoundToASilence() {
        hear(line().silence(2_000).talk(1_500).silence(1_000).talk(1_000));

        assertThat(told).containsExactly(Progress.BEGAN, Progress.ENDED);
        double seconds = (double) (capture.wav().length - Wav.HEADER_OCTETS) / OCTETS_PER_SECOND;
        assertThat(seconds).as("lead, talk, silence").isBetween(2.1, 2.6);
    }

    @Test
    void aPauseBetweenWordsIsNoEnd() {
        hear(line().talk(600).silence(300).talk(600).silence(300).talk(600));

        assertThat(told).containsExactly(Progress.BEGAN);
    }

    @Test
    void silenceAndNoiseAreNoSpeech() {
        hear(line().silence(10_000));

        assertThat(told).isEmpty();
    }

    @Test
    void aClickIsNoSpeech() {
        hear(line().silence(500).tone(900, 20).silence(1_000));

        assertThat(told).isEmpty();
    }

    @Test
    void nobodyIsListenedToForEver() {
        SpeechCapture bounded = capture(Duration.ofMillis(500), Duration.ofSeconds(3));
        for (short[] frame : line().talk(8_000).frames()) {
            bounded.hear(frame);
        }

        assertThat(told).containsExactly(Progress.BEGAN, Progress.ENDED);
        assertThat(bounded.wav()).hasSize(Wav.HEADER_OCTETS + 3 * OCTETS_PER_SECOND);
    }

    @Test
    void whatWasSaidSoFarIsThereBeforeTheEnd() {
        short[][] frames = line().talk(2_500).frames();
        for (short[] frame : frames) {
            capture.hear(frame);
        }

        assertThat(told).containsExactly(Progress.BEGAN);
        assertThat(Arrays.equals(capture.wav(), Wav.file(SpeechCapture.SAMPLE_RATE_HZ, samples(frames))))
                .as("as it was said")
                .isTrue();
    }

    private static short[] samples(short[][] frames) {
        short[] all = new short[frames.length * frames[0].length];
        for (int i = 0; i < frames.length; i++) {
            System.arraycopy(frames[i], 0, all, i * frames[i].length, frames[i].length);
        }
        return all;
    }

    private SpeechCapture capture(Duration endSilence, Duration lengthMax) {
        return new SpeechCapture(endSilence, lengthMax, told::add);
    }

    private static Line line() {
        return new Line(SpeechCapture.SAMPLE_RATE_HZ);
    }

    private void hear(Line line) {
        for (short[] frame : line.frames()) {
            capture.hear(frame);
        }
    }
}
