package dev.tandem.media.dtmf;

/**
 * Hears digits in sound (ITU-T Q.24) by Goertzel's algorithm over blocks of 12.75 ms: two like blocks in a row begin a
 * digit, two that differ end it. A block is a digit when one tone of each group stands out from its group, the two are
 * about equally loud, and hardly anything else is heard; that is what tells it from speech.
 *
 * <p>Not thread-safe; owned by the loop of its leg. Allocates nothing once made.
 */
public final class ToneDetector {
    private static final int GROUP = 4;
    private static final int BLOCK_SAMPLES_AT_8000 = 102;

    /** The quietest tone heard, about -35 dBm0. */
    private static final double LEVEL_MIN = 400;

    /** The high tone may be 4 dB above the low one and 8 dB below it, as lines attenuate. */
    private static final double TWIST_MAX = 2.5;

    private static final double REVERSE_TWIST_MAX = 6.3;

    /** A tone stands 8 dB above the others of its group. */
    private static final double STANDS_OUT = 6.3;

    /** What of a block's energy the two tones make up. */
    private static final double SHARE_MIN = 0.8;

    private static final char NONE = 0;

    private final DigitReceiver.Listener listener;
    private final double[] coefficients = new double[2 * GROUP];
    private final double[] last = new double[2 * GROUP];
    private final double[] beforeLast = new double[2 * GROUP];
    private final int blockSamples;
    private final double blockMillis;
    private double energy;
    private int taken;
    private char previous = NONE;
    private char current = NONE;
    private int blocks;
    private int misses;

    /** A detector in sound at that rate, that tells {@code listener}. */
    public ToneDetector(int sampleRateHz, DigitReceiver.Listener listener) {
        this.listener = listener;
        blockSamples = BLOCK_SAMPLES_AT_8000 * sampleRateHz / 8_000;
        blockMillis = blockSamples * 1_000.0 / sampleRateHz;
        for (int tone = 0; tone < GROUP; tone++) {
            coefficients[tone] = 2 * Math.cos(2 * Math.PI * ToneSource.LOW_HZ[tone] / sampleRateHz);
            coefficients[GROUP + tone] = 2 * Math.cos(2 * Math.PI * ToneSource.HIGH_HZ[tone] / sampleRateHz);
        }
    }

    /** Listens to the next samples. */
    public void hear(short[] pcm, int samples) {
        for (int i = 0; i < samples; i++) {
            step(pcm[i]);
            if (++taken == blockSamples) {
                block(digit());
                clear();
            }
        }
    }

    private void step(int sample) {
        energy += (double) sample * sample;
        for (int tone = 0; tone < 2 * GROUP; tone++) {
            double value = sample + coefficients[tone] * last[tone] - beforeLast[tone];
            beforeLast[tone] = last[tone];
            last[tone] = value;
        }
    }

    private void clear() {
        taken = 0;
        energy = 0;
        java.util.Arrays.fill(last, 0);
        java.util.Arrays.fill(beforeLast, 0);
    }

    /** Follows what one block was. */
    private void block(char heard) {
        if (current != NONE) {
            going(heard);
        } else if (heard != NONE && heard == previous) {
            current = heard;
            blocks = 2;
            misses = 0;
            listener.pressed(heard);
        }
        previous = heard;
    }

    private void going(char heard) {
        if (heard == current) {
            blocks += misses + 1;
            misses = 0;
        } else if (++misses == 2) {
            end();
        }
    }

    /** Ends what is going on, because nothing more is heard. */
    public void end() {
        if (current != NONE) {
            char digit = current;
            current = NONE;
            previous = NONE;
            listener.released(digit, (int) Math.round(blocks * blockMillis));
        }
    }

    private char digit() {
        int low = loudest(0);
        int high = loudest(GROUP);
        double lowPower = power(low);
        double highPower = power(high);
        double scale = (double) blockSamples * blockSamples / 4;
        boolean loud = Math.min(lowPower, highPower) > LEVEL_MIN * LEVEL_MIN * scale;
        boolean level = highPower < lowPower * TWIST_MAX && lowPower < highPower * REVERSE_TWIST_MAX;
        boolean pure = lowPower + highPower > SHARE_MIN * energy * blockSamples / 2;
        return loud && level && pure && standsOut(low, 0) && standsOut(high, GROUP)
                ? ToneSource.KEYPAD.charAt(low * GROUP + high - GROUP)
                : NONE;
    }

    private int loudest(int from) {
        int loudest = from;
        for (int tone = from + 1; tone < from + GROUP; tone++) {
            loudest = power(tone) > power(loudest) ? tone : loudest;
        }
        return loudest;
    }

    private boolean standsOut(int tone, int from) {
        for (int other = from; other < from + GROUP; other++) {
            if (other != tone && power(other) * STANDS_OUT > power(tone)) {
                return false;
            }
        }
        return true;
    }

    private double power(int tone) {
        return last[tone] * last[tone]
                + beforeLast[tone] * beforeLast[tone]
                - coefficients[tone] * last[tone] * beforeLast[tone];
    }
}
