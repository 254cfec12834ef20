package dev.tandem.media.pcm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** RIFF/WAVE files of 16-bit linear samples. */
public final class Wav {
    /** Octets before the samples. */
    public static final int HEADER_OCTETS = 44;

    private static final int SAMPLE_OCTETS = 2;
    private static final short PCM = 1;

    private Wav() {}

    /** What stands before {@code dataOctets} of samples, channels interleaved. */
    public static byte[] header(int sampleRateHz, int channels, int dataOctets) {
        int blockOctets = channels * SAMPLE_OCTETS;
        byte[] header = new byte[HEADER_OCTETS];
        littleEndian(header)
                .put(letters("RIFF"))
                .putInt(HEADER_OCTETS - 8 + dataOctets)
                .put(letters("WAVEfmt "))
                .putInt(16)
                .putShort(PCM)
                .putShort((short) channels)
                .putInt(sampleRateHz)
                .putInt(sampleRateHz * blockOctets)
                .putShort((short) blockOctets)
                .putShort((short) (SAMPLE_OCTETS * 8))
                .put(letters("data"))
                .putInt(dataOctets);
        return header;
    }

    /** A whole file with one channel. */
    public static byte[] file(int sampleRateHz, short[] samples) {
        int dataOctets = samples.length * SAMPLE_OCTETS;
        byte[] file = new byte[HEADER_OCTETS + dataOctets];
        littleEndian(file)
                .put(header(sampleRateHz, 1, dataOctets))
                .asShortBuffer()
                .put(samples);
        return file;
    }

    private static ByteBuffer littleEndian(byte[] octets) {
        return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] letters(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
