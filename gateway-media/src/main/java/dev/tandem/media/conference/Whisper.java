package dev.tandem.media.conference;

import dev.tandem.media.PcmSource;
import dev.tandem.media.pcm.Converter;
import dev.tandem.media.pcm.Ramp;
import org.jspecify.annotations.Nullable;

/** What one member alone is told, over what it hears of the others. Comes and goes by ramps. */
final class Whisper {
    private final Ramp ramp = new Ramp();
    private final Converter converter = new Converter();
    private @Nullable PcmSource source;
    private @Nullable PcmSource next;
    private short[] frame = new short[0];
    private int[] ramped = new int[0];

    /** Plays this from now on; null stops. */
    void play(@Nullable PcmSource replacement) {
        next = replacement;
    }

    /** Whether there is anything to tell in this frame. */
    boolean sounds() {
        return source != null || next != null;
    }

    /** Adds this frame's part to a mix. */
    void addTo(int[] mix) {
        if (source == null) {
            source = next;
        }
        PcmSource playing = source;
        if (playing == null) {
            return;
        }
        ramp.to(playing == next ? Ramp.ONE : 0);
        add(playing, mix);
        if (playing != next) {
            // It has just faded; what replaces it comes up from the next frame on.
            source = null;
        }
    }

    private void add(PcmSource playing, int[] mix) {
        int samples = playing.sampleRateHz() / 50;
        if (frame.length != samples || ramped.length != mix.length) {
            frame = new short[samples];
            ramped = new int[mix.length];
        }
        playing.speak(frame);
        ramp.apply(converter.convert(frame, mix.length * 50), ramped);
        for (int i = 0; i < mix.length; i++) {
            mix[i] += ramped[i];
        }
    }
}
