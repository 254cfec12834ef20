package dev.tandem.media.pcm;

/**
 * How loud someone is, on the scale of sample magnitudes: up at once, down by half in about a seventh of a second, so that
 * a pause between syllables is no change of speakers. One owner.
 */
final class Loudness {
    private static final float RELEASE = 0.9f;
    private static final float SPEAKING = 300;

    /** RFC 6464 levels, 0 to 127 below full scale, as magnitudes. */
    private static final float[] MAGNITUDES = new float[128];

    static {
        for (int level = 0; level < MAGNITUDES.length; level++) {
            MAGNITUDES[level] = (float) (Short.MAX_VALUE * Math.pow(10, -level / 20.0));
        }
    }

    private float value;

    /** Takes a frame's mean magnitude in; every other sample tells as much. */
    void heard(short[] frame) {
        int sum = 0;
        for (int i = 0; i < frame.length; i += 2) {
            sum += Math.abs(frame[i]);
        }
        heard(2f * sum / frame.length);
    }

    /** Takes a frame's level in, 0 to 127 dB below full scale (RFC 6464, section 3). */
    void heardLevel(int decibelsBelow) {
        heard(MAGNITUDES[decibelsBelow & 0x7F]);
    }

    private void heard(float magnitude) {
        value = Math.max(magnitude, value * RELEASE);
    }

    /** As loud as quiet speech is. */
    void speaking() {
        value = Math.max(value, SPEAKING);
    }

    float value() {
        return value;
    }
}
