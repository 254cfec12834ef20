package dev.tandem.media.codec;

/** G.711 A-law (ITU-T G.711, table 1): logarithmic octets of 13-bit linear samples, even bits inverted. Pure. */
public final class Pcma {
    private static final int EVEN_BITS = 0x55;

    /** The tables, built once from the formula. */
    public static final G711Tables TABLES = new G711Tables(Pcma::expand, Pcma::compress);

    /** The octet of silence. */
    public static final byte SILENCE = (byte) 0xD5;

    private Pcma() {}

    /** The 16-bit sample an octet stands for. */
    public static short expand(byte octet) {
        int code = (octet ^ EVEN_BITS) & 0xFF;
        int segment = (code >> 4) & 0x07;
        int step = ((code & 0x0F) << 4) + 8;
        int magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
        return (short) ((code & 0x80) != 0 ? magnitude : -magnitude);
    }

    /** The octet nearest to a 16-bit sample. */
    public static byte compress(short sample) {
        // One's complement below zero: A-law has no code for zero itself, -1 is as near to it as +0.
        int magnitude = (sample < 0 ? ~sample : sample) & 0x7FFF;
        int sign = sample < 0 ? 0 : 0x80;
        int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
        int step = (magnitude >> Math.max(4, segment + 3)) & 0x0F;
        return (byte) ((sign | (segment << 4) | step) ^ EVEN_BITS);
    }
}
