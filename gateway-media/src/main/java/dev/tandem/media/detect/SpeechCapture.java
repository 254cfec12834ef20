package dev.tandem.media.detect;

import dev.tandem.media.PcmSink;
import dev.tandem.media.pcm.Wav;
import java.time.Duration;
import java.util.Arrays;
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
    private volatile short[] samples = new short[LEAD_FRAMES * FRAME_SAMPLES];
    /** Written after what it counts, so that whoever reads it first sees that much. */
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
        samplesMax = (int) Math.max(samples.length, lengthMax.toMillis() * SAMPLE_RATE_HZ / 1_000);
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
        int full = samples.length;
        if (size + frame.length > full) {
            // Nobody reads before they are told that somebody talks.
            System.arraycopy(samples, frame.length, samples, 0, full - frame.length);
            size = full - frame.length;
        }
        append(frame);
        talkFrames = talks ? talkFrames + 1 : 0;
        if (talkFrames == TALK_FRAMES) {
            state = State.TALKING;
            listener.accept(Progress.BEGAN);
        }
    }

    private void talking(short[] frame, boolean talks) {
        if (size + frame.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.min(2 * samples.length, samplesMax));
        }
        boolean room = size + frame.length <= samples.length;
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
        System.arraycopy(frame, 0, samples, at, frame.length);
        size = at + frame.length;
    }

    /** What was said so far, as a WAV file; any thread, once somebody talks. */
    public byte[] wav() {
        int complete = size;
        return Wav.file(SAMPLE_RATE_HZ, Arrays.copyOf(samples, complete));
    }
}
