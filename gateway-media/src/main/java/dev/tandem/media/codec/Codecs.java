package dev.tandem.media.codec;

import java.util.Arrays;
import java.util.List;

/** Makes encoders and decoders by codec name. Any thread; what it makes has one owner. */
public final class Codecs {
    /** One 20 ms Opus frame of silence: fullband CELT, code 0, nothing coded (RFC 6716, section 3.1). */
    private static final byte[] OPUS_SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    private Codecs() {}

    /** The codecs that work on this machine; Opus needs its native library. */
    public static List<CodecName> available() {
        return Opus.available()
                ? List.of(CodecName.PCMU, CodecName.PCMA, CodecName.OPUS)
                : List.of(CodecName.PCMU, CodecName.PCMA);
    }

    /** A new encoder for narrowband sound, or whatever the codec is made for; the caller closes it. */
    public static FrameEncoder encoder(CodecName codec) {
        return encoder(codec, codec.sampleRateHz(CodecName.SAMPLE_RATE_HZ));
    }

    /** A new encoder of frames at a rate the codec has; the caller closes it. */
    public static FrameEncoder encoder(CodecName codec, int sampleRateHz) {
        return switch (codec) {
            case PCMU -> new G711(Pcmu.TABLES);
            case PCMA -> new G711(Pcma.TABLES);
            case OPUS -> new OpusEncoder(sampleRateHz);
        };
    }

    /** A new decoder to narrowband sound, or whatever the codec is made for; the caller closes it. */
    public static FrameDecoder decoder(CodecName codec) {
        return decoder(codec, codec.sampleRateHz(CodecName.SAMPLE_RATE_HZ));
    }

    /** A new decoder to a rate the codec has; the caller closes it. */
    public static FrameDecoder decoder(CodecName codec, int sampleRateHz) {
        return switch (codec) {
            case PCMU -> new G711(Pcmu.TABLES);
            case PCMA -> new G711(Pcma.TABLES);
            case OPUS -> new OpusDecoder(sampleRateHz);
        };
    }

    /** The payload of 20 ms of silence, without an encoder. */
    public static byte[] silence(CodecName codec) {
        return switch (codec) {
            case PCMU -> filled(Pcmu.SILENCE);
            case PCMA -> filled(Pcma.SILENCE);
            case OPUS -> OPUS_SILENCE.clone();
        };
    }

    private static byte[] filled(byte octet) {
        byte[] payload = new byte[CodecName.FRAME_SAMPLES];
        Arrays.fill(payload, octet);
        return payload;
    }
}
