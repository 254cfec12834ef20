package dev.tandem.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarrierVoiceTest {

    private static final int FRAME_SAMPLES = 160;
    private static final int FRAMES_OF_DELAY = CarrierVoice.ECHO_DELAY_SAMPLES / FRAME_SAMPLES;

    @Test
    void itSpeaksItsSentenceToTheLastSampleAndIsSilentThen() {
        short[] sentence = {1, 2, 3};
        CarrierVoice voice = new CarrierVoice(sentence, frame -> {});

        short[] frame = speak(voice);

        assertThat(frame).startsWith((short) 1, (short) 2, (short) 3, (short) 0);
        assertThat(speak(voice)).containsOnly(0);
    }

    @Test
    void afterTheSentenceItSaysWhatItHearsOneSecondLater() {
        CarrierVoice voice = new CarrierVoice(new short[0], frame -> {});
        List<Integer> heardBack = new ArrayList<>();
        for (int frame = 1; frame <= 3 * FRAMES_OF_DELAY; frame++) {
            heardBack.add((int) speak(voice)[0]);
            voice.hear(frameOf(frame));
        }

        // Said in turn k, heard back in turn k + delay.
        assertThat(heardBack.subList(0, FRAMES_OF_DELAY)).containsOnly(0);
        assertThat(heardBack.get(FRAMES_OF_DELAY)).isEqualTo(1);
        assertThat(heardBack.get(2 * FRAMES_OF_DELAY + 4)).isEqualTo(FRAMES_OF_DELAY + 5);
    }

    @Test
    void whoeverListensHearsEveryFrameAndDigitsAreKept() {
        List<Short> heard = new ArrayList<>();
        CarrierVoice voice = new CarrierVoice(new short[0], frame -> heard.add(frame[0]));

        voice.hear(frameOf(7));
        voice.digit('4');
        voice.digit('#');

        assertThat(heard).containsExactly((short) 7);
        assertThat(voice.heardMillis()).isEqualTo(20);
        assertThat(voice.digits()).isEqualTo("4#");
    }

    @Test
    void theBundledSentenceIsSpeechOfSomeSeconds() {
        short[] sentence = VoiceSample.read("/voice/welcome.wav");

        assertThat(sentence.length).isBetween(5 * 8000, 20 * 8000);
    }

    private static short[] speak(CarrierVoice voice) {
        short[] frame = new short[FRAME_SAMPLES];
        voice.speak(frame);
        return frame;
    }

    private static short[] frameOf(int value) {
        short[] frame = new short[FRAME_SAMPLES];
        java.util.Arrays.fill(frame, (short) value);
        return frame;
    }
}
