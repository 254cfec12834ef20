package dev.tandem.media.bridge;

import dev.tandem.media.dtmf.DigitReceiver;
import java.util.Arrays;
import java.util.Optional;

/** A voice inside the process in a conference. */
final class VoiceEnd implements SeatEnd {
    private final Voice voice;
    private final Form form;
    /** The voice may do with it what it likes, while what others hear must stay as it is. */
    private final short[] copy;

    VoiceEnd(Voice voice) {
        this.voice = voice;
        form = new Form(Optional.empty(), voice.sampleRateHz());
        copy = new short[voice.sampleRateHz() / 50];
    }

    @Override
    public void open(Seat seat, DigitReceiver.Listener digits) {
        // Says what it presses when asked.
    }

    @Override
    public void part(Seat seat) {
        // Nothing holds it.
    }

    @Override
    public int rateHz() {
        return voice.sampleRateHz();
    }

    @Override
    public void retune(int conferenceRateHz) {
        // It keeps its own.
    }

    @Override
    public FrameSource source() {
        return voice;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public char press() {
        return voice.press();
    }

    @Override
    public void hear(Rendition rendition, int[] mix, long nowNanos) {
        System.arraycopy(rendition.render(mix), 0, copy, 0, copy.length);
        voice.write(copy, nowNanos);
    }

    @Override
    public void silence(long nowNanos) {
        Arrays.fill(copy, (short) 0);
        voice.write(copy, nowNanos);
    }

    @Override
    public void pressed(char digit) {
        // Told at the end, as everywhere.
    }

    @Override
    public void released(char digit, int durationMillis) {
        voice.digit(digit);
    }

    @Override
    public void press(char digit) {
        voice.digit(digit);
    }

    @Override
    public int playoutMillis() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing to free.
    }
}
