package dev.tandem.media.dtmf;

/**
 * The two tones of a digit (ITU-T Q.23), in unbroken phase from frame to frame: the low one at -9 dBm0, the high one 2 dB
 * above it for what lines lose at high frequencies.
 *
 * <p>Owned by the stream that says it.
 */
public final class ToneSource {
    static final int[] LOW_HZ = {697, 770, 852, 941};
    static final int[] HIGH_HZ = {1_209, 1_336, 1_477, 1_633};

    /** Row by row; the place of a digit is that of its tones. */
    static final String KEYPAD = "123A456B789C*0#D";

    /** 0 dBm0 is a sine 3.14 dB below full scale (ITU-T G.711). */
    private static final double LOW_LEVEL = 32_768 * Math.pow(10, (-9 - 3.14) / 20);

    private static final double HIGH_LEVEL = 32_768 * Math.pow(10, (-7 - 3.14) / 20);

    private final int sampleRateHz;
    private double lowStep;
    private double highStep;
    private long sample;

    /** Tones for frames at that rate. */
    public ToneSource(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    /** Begins a digit of the sixteen. */
    public void begin(char digit) {
        int key = KEYPAD.indexOf(digit);
        lowStep = 2 * Math.PI * LOW_HZ[key / 4] / sampleRateHz;
        highStep = 2 * Math.PI * HIGH_HZ[key % 4] / sampleRateHz;
        sample = 0;
    }

    /** Makes the next frame of it. */
    public void fill(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) (LOW_LEVEL * Math.sin(lowStep * sample) + HIGH_LEVEL * Math.sin(highStep * sample));
            sample++;
        }
    }
}
