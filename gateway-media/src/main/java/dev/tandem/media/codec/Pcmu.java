package dev.tandem.media.codec;

/** G.711 mu-law (ITU-T G.711, table 2): logarithmic octets of 14-bit linear samples. Pure. */
public final class Pcmu {
    private static final int BIAS = 0x84;
    private static final int CLIP = 32_635;

    /** The tables, built once from the formula. */
    public static final G711Tables TABLES = new G711Tables(Pcmu::expand, Pcmu::compress);

    /** The octet of silence. */
    public static final byte SILENCE = (byte) 0xFF;

    private Pcmu() {}

    /** The 16-bit sample an octet stands for. */
    public static short expand(byte octet) {
        int code = ~octet & 0xFF;
        int magnitude = ((((code & 0x0F) << 3) + BIAS) << ((code >> 4) & 0x07)) - BIAS;
        return (short) ((code & 0x80) != 0 ? -magnitude : magnitude);
    }

    /** The octet nearest to a 16-bit sample. */
    public static byte compress(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs((int) sample), CLIP) + BIAS;
        int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
        int step = (magnitude >> (segment + 3)) & 0x0F;
        return (byte) ~(sign | (segment << 4) | step);
    }
}
