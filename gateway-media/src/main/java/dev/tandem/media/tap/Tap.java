package dev.tandem.media.tap;

import dev.tandem.media.PcmParty;

/**
 * Ears and a voice for a program: hears everybody, and says what it is given. Put it into a conference; its
 * {@link #ear()} and {@link #voice()} are what the program uses.
 */
public final class Tap implements PcmParty {
    private final TapEar ear;
    private final TapVoice voice;
    private final Listener listener;

    /** Is told on the media loop: hand over and return at once. */
    public interface Listener {
        /** There is a frame to take where there was none. */
        void heard();

        /** A mark was reached, when everything before it was {@code said}, or cleared. */
        void marked(String name, boolean said);

        /** The party was sent a digit: 0-9, A-D, *, #. */
        void digit(char digit);
    }

    /** A tap at 8000, 16000, 24000 or 48000 Hz, with room for {@code samplesMax} samples to be said. */
    public Tap(int sampleRateHz, int samplesMax, Listener listener) {
        ear = new TapEar(sampleRateHz, listener::heard);
        voice = new TapVoice(sampleRateHz, samplesMax, listener::marked);
        this.listener = listener;
    }

    /** What it hears. */
    public TapEar ear() {
        return ear;
    }

    /** What it says. */
    public TapVoice voice() {
        return voice;
    }

    @Override
    public int sampleRateHz() {
        return ear.sampleRateHz();
    }

    @Override
    public void hear(short[] frame) {
        ear.hear(frame);
    }

    @Override
    public void speak(short[] frame) {
        voice.speak(frame);
    }

    @Override
    public void digit(char digit) {
        listener.digit(digit);
    }
}
