package dev.tandem.media.detect;

import dev.tandem.media.PcmSink;
import dev.tandem.media.pcm.Wav;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Catches one utterance of somebody who is overheard: from a moment before the first word to a silence, or to the most that
 * is kept.
 *
 * <pre>
 *  LISTENING --talk, longer than a click--&gt; TALKING --silence, or no room left--&gt; ENDED
 * </pre>
 *
 * <p>{@link #hear} belongs to the media loop, which is also where it tells how it goes: hand over and return at once.
 */
public final class SpeechCapture implements PcmSink {

    /** What speech is recognized from; recordings have the same rate. */
    public static final int SAMPLE_RATE_HZ = 16_000;

    private static final int FRAME_MILLIS = 20;
    private static final int FRAME_SAMPLES = SAMPLE_RATE_HZ * FRAME_MILLIS / 1_000;
    /** Less is a click; the hangover of {@link VoiceActivity} included. */
    private static final int TALK_FRAMES = 8;
    /** Kept from before talking is noticed, so that no first sound is cut off. */
    private static final int LEAD_FRAMES = 25;

    private static final int LEAD_SAMPLES = LEAD_FRAMES * FRAME_SAMPLES;

    /** How far it has come. */
    public enum Progress {
        /** Somebody talks. */
        BEGAN,
        /** They are silent again, or have talked for as long as is kept. */
        ENDED
    }

    private enum State {
        LISTENING,
        TALKING,
        ENDED
    }

    private final VoiceActivity voice = new VoiceActivity();
    private final Consumer<Progress> listener;
    private final int silenceFrames;
    private final int samplesMax;
    private State state = State.LISTENING;
    private int talkFrames;
    private int quietFrames;
    /** One second each, made when it comes to it: nothing is ever copied from one to the next. */
    private final short[][] seconds;
    /** Samples; written after what it counts, so that whoever reads it first sees that much. */
    private volatile int size;

    /**
     * Listens from now on.
     *
     * @param endSilence how long they must be silent to be done
     * @param lengthMax how much is kept
     */
    public SpeechCapture(Duration endSilence, Duration lengthMax, Consumer<Progress> listener) {
        this.listener = listener;
        silenceFrames = (int) Math.max(1, endSilence.toMillis() / FRAME_MILLIS);
        samplesMax = (int) Math.max(LEAD_SAMPLES, lengthMax.toMillis() * SAMPLE_RATE_HZ / 1_000);
        seconds = new short[(samplesMax + SAMPLE_RATE_HZ - 1) / SAMPLE_RATE_HZ][];
    }

    @Override
    public int sampleRateHz() {
        return SAMPLE_RATE_HZ;
    }

    @Override
    public void hear(short[] frame) {
        boolean talks = state != State.ENDED && voice.isTalking(frame);
        switch (state) {
            case LISTENING -> listening(frame, talks);
            case TALKING -> talking(frame, talks);
            case ENDED -> {}
        }
    }

    private void listening(short[] frame, boolean talks) {
        if (size == LEAD_SAMPLES) {
            // Nobody reads before they are told that somebody talks.
            size = LEAD_SAMPLES - FRAME_SAMPLES;
            System.arraycopy(seconds[0], FRAME_SAMPLES, seconds[0], 0, size);
        }
        append(frame);
        talkFrames = talks ? talkFrames + 1 : 0;
        if (talkFrames == TALK_FRAMES) {
            state = State.TALKING;
            listener.accept(Progress.BEGAN);
        }
    }

    private void talking(short[] frame, boolean talks) {
        boolean room = size + FRAME_SAMPLES <= samplesMax;
        if (room) {
            append(frame);
        }
        quietFrames = talks ? 0 : quietFrames + 1;
        if (quietFrames >= silenceFrames || !room) {
            state = State.ENDED;
            listener.accept(Progress.ENDED);
        }
    }

    private void append(short[] frame) {
        int at = size;
        int second = at / SAMPLE_RATE_HZ;
        if (seconds[second] == null) {
            seconds[second] = new short[SAMPLE_RATE_HZ];
        }
        System.arraycopy(frame, 0, seconds[second], at % SAMPLE_RATE_HZ, FRAME_SAMPLES);
        size = at + FRAME_SAMPLES;
    }

    /** What was said so far, as a WAV file; any thread, once somebody talks. */
    public byte[] wav() {
        short[] said = new short[size];
        for (int from = 0; from < said.length; from += SAMPLE_RATE_HZ) {
            int length = Math.min(SAMPLE_RATE_HZ, said.length - from);
            System.arraycopy(seconds[from / SAMPLE_RATE_HZ], 0, said, from, length);
        }
        return Wav.file(SAMPLE_RATE_HZ, said);
    }
}
