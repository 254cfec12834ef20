package dev.tandem.media.play;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntToDoubleFunction;

/** Makes WAV files octet by octet. */
final class Wav {
    private Wav() {}

    static ByteBuffer of(int coding, int channels, int rateHz, int bits, byte[] data) {
        return of(coding, channels, rateHz, bits, data, data.length);
    }

    static ByteBuffer of(int coding, int channels, int rateHz, int bits, byte[] data, int statedOctets) {
        return ByteBuffer.allocate(54 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(letters("RIFF"))
                .putInt(46 + data.length)
                .put(letters("WAVELIST"))
                // An odd chunk with its padding before the format: writers put notes there.
                .putInt(1)
                .put(new byte[] {'x', 0})
                .put(letters("fmt "))
                .putInt(16)
                .putShort((short) coding)
                .putShort((short) channels)
                .putInt(rateHz)
                .putInt(rateHz * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits)
                .put(letters("data"))
                .putInt(statedOctets)
                .put(data)
                .flip();
    }

    static byte[] pcm(int samples, int channels, IntToDoubleFunction signal) {
        ByteBuffer data = ByteBuffer.allocate(samples * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            for (int channel = 0; channel < channels; channel++) {
                data.putShort((short) signal.applyAsDouble(i));
            }
        }
        return data.array();
    }

    static byte[] letters(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
