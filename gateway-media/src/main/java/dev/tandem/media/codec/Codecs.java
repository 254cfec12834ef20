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

    /** A new encoder; the caller closes it. */
    public static FrameEncoder encoder(CodecName codec) {
        return switch (codec) {
            case PCMU -> new G711(Pcmu.TABLES);
            case PCMA -> new G711(Pcma.TABLES);
            case OPUS -> new OpusEncoder();
        };
    }

    /** A new decoder; the caller closes it. */
    public static FrameDecoder decoder(CodecName codec) {
        return switch (codec) {
            case PCMU -> new G711(Pcmu.TABLES);
            case PCMA -> new G711(Pcma.TABLES);
            case OPUS -> new OpusDecoder();
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
