package dev.tandem.media.detect;

/**
 * Recognises a single steady tone, such as the beep of an answering machine: a sinusoid obeys x[n] = 2cos(w) x[n-1] - x[n-2],
 * so the coefficient that fits best gives the frequency, and what it leaves over tells how pure the tone is. 20 ms frames.
 */
public final class SingleTone {

    private static final double RESIDUE_MAX = 0.02;
    private static final double QUIETEST_DB = -36;
    private static final int LOWEST_HZ = 350;
    private static final int HIGHEST_HZ = 2_600;
    private static final double DRIFT_HZ_MAX = 12;

    private final int sampleRateHz;
    private double frequencyHz;
    private int frames;

    /** Listens to frames of this rate. */
    public SingleTone(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    /** For how many frames without a break the same tone has sounded, this one included; 0: it does not. */
    public int frames(short[] frame) {
        double heardHz = frequencyOf(frame);
        if (Double.isNaN(heardHz)) {
            frames = 0;
        } else if (frames > 0 && Math.abs(heardHz - frequencyHz) < DRIFT_HZ_MAX) {
            frames++;
        } else {
            frames = 1;
            frequencyHz = heardHz;
        }
        return frames;
    }

    /** Frequency of the tone that sounds; of no meaning without one. */
    public double frequencyHz() {
        return frequencyHz;
    }

    private double frequencyOf(short[] frame) {
        double cross = 0;
        double middle = 0;
        double outer = 0;
        for (int n = 2; n < frame.length; n++) {
            double sum = frame[n] + frame[n - 2];
            cross += sum * frame[n - 1];
            middle += (double) frame[n - 1] * frame[n - 1];
            outer += sum * sum;
        }
        if (middle == 0 || VoiceActivity.levelDb(frame) < QUIETEST_DB) {
            return Double.NaN;
        }
        double cosine = cross / (2 * middle);
        double residue = (outer - cross * cross / middle) / middle;
        double hertz = Math.acos(Math.max(-1, Math.min(1, cosine))) * sampleRateHz / (2 * Math.PI);
        return residue < RESIDUE_MAX && hertz >= LOWEST_HZ && hertz <= HIGHEST_HZ ? hertz : Double.NaN;
    }
}
