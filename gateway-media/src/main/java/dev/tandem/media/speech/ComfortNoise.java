package dev.tandem.media.speech;

/**
 * The noise a sender describes instead of sending silence (RFC 3389): its level, and its colour as reflection coefficients
 * of an all-pole filter. Before any description it is silent.
 *
 * <p>Not thread-safe; owned by the playout of its stream.
 */
public final class ComfortNoise {
    private static final int ORDER_MAX = 12;

    /** A uniform variable's root mean square is its largest value over the root of three. */
    private static final double UNIFORM = Math.sqrt(3);

    private final double[] coefficients = new double[ORDER_MAX];
    private final double[] reflected = new double[ORDER_MAX];
    private final double[] past = new double[ORDER_MAX];
    private int order;
    private double excitation;
    private int seed = 1;

    /** Follows a description; an empty one changes nothing. Coefficients beyond the twelfth are left out. */
    public void described(byte[] payload, int length) {
        if (length == 0) {
            return;
        }
        order = Math.min(ORDER_MAX, length - 1);
        double residue = 1;
        for (int i = 0; i < order; i++) {
            // Section 3.2: 0 to 254 stand for -1 to 1, 127 is zero.
            double reflection = Math.max(-0.99, Math.min(0.99, ((payload[i + 1] & 0xFF) - 127) / 128.0));
            step(i, reflection);
            residue *= 1 - reflection * reflection;
        }
        double level = 32_768 * Math.pow(10, -(payload[0] & 0x7F) / 20.0);
        // The filter amplifies by as much as its residue falls short of one.
        excitation = level * Math.sqrt(residue) * UNIFORM;
    }

    /** One step of the recursion from reflection to direct coefficients. */
    private void step(int i, double reflection) {
        System.arraycopy(coefficients, 0, reflected, 0, i);
        for (int j = 0; j < i; j++) {
            coefficients[j] = reflected[j] + reflection * reflected[i - 1 - j];
        }
        coefficients[i] = reflection;
    }

    /** Makes the next {@code samples} samples. */
    public void fill(short[] pcm, int samples) {
        for (int n = 0; n < samples; n++) {
            double value = excitation * random();
            for (int i = 0; i < order; i++) {
                value -= coefficients[i] * past[i];
            }
            System.arraycopy(past, 0, past, 1, ORDER_MAX - 1);
            past[0] = value;
            pcm[n] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
        }
    }

    /** From -1 to 1; the constants are those of a full-period linear congruential generator. */
    private double random() {
        seed = seed * 1_664_525 + 1_013_904_223;
        return seed / 2_147_483_648.0;
    }
}
