package dev.tandem.media.codec;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * Encodes mono speech as Opus (RFC 6716) to be kept in a file: at any rate Opus takes, without redundancy against loss,
 * and always as one 20 ms frame a packet.
 *
 * <p>Owned by one thread that is no media loop; holds native memory until closed.
 */
public final class StoredOpus implements AutoCloseable {
    private static final int BITRATE = 32_000;
    private static final int COMPLEXITY = 5;

    /** What an encoder for speech delays its input by: 6.5 ms, at the 48 kHz in which Ogg counts (RFC 7845, section 4.2). */
    public static final int PRE_SKIP = 312;

    private final int frameSamples;
    private final Pointer encoder;
    private boolean closed;

    /** An encoder for frames at 8000, 16000, 24000 or 48000 Hz. */
    public StoredOpus(int sampleRateHz) {
        frameSamples = sampleRateHz / 50;
        IntByReference error = new IntByReference();
        encoder = Opus.opus_encoder_create(sampleRateHz, 1, Opus.APPLICATION_VOIP, error);
        if (error.getValue() != Opus.OK) {
            throw new IllegalStateException("libopus made no encoder: error " + error.getValue());
        }
        Opus.opus_encoder_ctl(encoder, Opus.SET_BITRATE, BITRATE);
        Opus.opus_encoder_ctl(encoder, Opus.SET_COMPLEXITY, COMPLEXITY);
        Opus.opus_encoder_ctl(encoder, Opus.SET_SIGNAL, Opus.SIGNAL_VOICE);
    }

    /** Whether there is a library to do it with. */
    public static boolean available() {
        return Opus.available();
    }

    /** Encodes one frame into {@code payload}, {@link CodecName#PAYLOAD_OCTETS_MAX} long; returns the octets used. */
    public int encode(short[] frame, byte[] payload) {
        OpusFrame natively = OpusFrame.ofThread();
        natively.pcm.write(0, frame, 0, frameSamples);
        int octets =
                Opus.opus_encode(encoder, natively.pcm, frameSamples, natively.payload, CodecName.PAYLOAD_OCTETS_MAX);
        if (octets < 0) {
            throw new IllegalStateException("libopus refused a frame: error " + octets);
        }
        natively.payload.read(0, payload, 0, octets);
        return octets;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Opus.opus_encoder_destroy(encoder);
        }
    }
}
