package dev.tandem.media.speech;

/**
 * Makes speech shorter or longer by one pitch period at a time, faded over so that neither the join clicks nor the pitch
 * changes. Where nothing repeats, in silence and noise, any length will do.
 *
 * <p>Works in place. Not thread-safe.
 */
public final class TimeStretch {
    /** So alike must two periods be that leaving one out is not heard. */
    private static final double LIKENESS_MIN = 0.6;

    /** About -50 dB of full scale, root mean square: below it nobody hears what is left out. */
    private static final long QUIET_RMS = 100;

    private final Pitch pitch;
    private final short[] period;

    /** For samples at that rate. */
    public TimeStretch(int sampleRateHz) {
        pitch = new Pitch(sampleRateHz);
        period = new short[pitch.lagMax()];
    }

    /** How many samples either wants to look at, to find the longest period; it makes do with fewer. */
    public int wantedSamples() {
        return 2 * pitch.lagMax();
    }

    /**
     * Takes one period out behind {@code from}.
     *
     * @param end where the samples end
     * @param urgent do it even where it may be heard
     * @return samples taken out; 0 when this is no place for it
     */
    public int shorten(short[] pcm, int from, int end, boolean urgent) {
        int lag = place(pcm, from, end, urgent);
        if (lag == 0) {
            return 0;
        }
        for (int i = 0; i < lag; i++) {
            pcm[from + i] = (short) ((pcm[from + i] * (lag - i) + pcm[from + lag + i] * i) / lag);
        }
        System.arraycopy(pcm, from + 2 * lag, pcm, from + lag, end - from - 2 * lag);
        return lag;
    }

    /**
     * Says one period behind {@code from} twice; the array must have room for {@link #wantedSamples} more.
     *
     * @return samples put in; 0 when this is no place for it
     */
    public int lengthen(short[] pcm, int from, int end, boolean urgent) {
        int lag = place(pcm, from, end, urgent);
        if (lag == 0) {
            return 0;
        }
        for (int i = 0; i < lag; i++) {
            period[i] = (short) ((pcm[from + lag + i] * (lag - i) + pcm[from + i] * i) / lag);
        }
        System.arraycopy(pcm, from + lag, pcm, from + 2 * lag, end - from - lag);
        System.arraycopy(period, 0, pcm, from + lag, lag);
        return lag;
    }

    private int place(short[] pcm, int from, int end, boolean urgent) {
        int most = Math.min(pitch.lagMax(), (end - from) / 2);
        if (most < pitch.lagMin()) {
            return 0;
        }
        if (quiet(pcm, from, 2 * most)) {
            return most;
        }
        int lag = pitch.after(pcm, from, most);
        return urgent || Pitch.likeness(pcm, from, from + lag, lag) > LIKENESS_MIN ? lag : 0;
    }

    private static boolean quiet(short[] pcm, int from, int samples) {
        long energy = 0;
        for (int i = from; i < from + samples; i++) {
            energy += (long) pcm[i] * pcm[i];
        }
        return energy < QUIET_RMS * QUIET_RMS * samples;
    }
}
