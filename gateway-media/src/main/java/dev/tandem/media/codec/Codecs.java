package dev.tandem.media.codec;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Makes encoders and decoders by codec name. Any thread; what it makes has one owner. */
public final class Codecs {
    /** One 20 ms Opus frame of silence: fullband CELT, code 0, nothing coded (RFC 6716, section 3.1). */
    private static final byte[] OPUS_SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    /** The same in halves of 10 ms. */
    private static final byte[] OPUS_SILENCE_HALVES = {
        0, 3, (byte) 0xF0, (byte) 0xFF, (byte) 0xFE, (byte) 0xF0, (byte) 0xFF, (byte) 0xFE
    };

    private static final Map<CodecName, CodecProvider> PROVIDED = provided(ServiceLoader.load(CodecProvider.class));
    private static final List<CodecName> AVAILABLE = Stream.of(CodecName.values())
            .filter(codec -> missing(codec).isEmpty())
            .toList();

    private Codecs() {}

    static Map<CodecName, CodecProvider> provided(Iterable<CodecProvider> providers) {
        Map<CodecName, CodecProvider> byCodec = new EnumMap<>(CodecName.class);
        providers.forEach(provider -> byCodec.putIfAbsent(provider.codec(), provider));
        return byCodec;
    }

    /** The codecs that work on this machine. */
    public static List<CodecName> available() {
        return AVAILABLE;
    }

    /** What a codec lacks to work on this machine, as a sentence for its operator; empty when nothing. */
    public static Optional<String> missing(CodecName codec) {
        return switch (codec) {
            case OPUS ->
                Opus.available()
                        ? Optional.empty()
                        : Optional.of("Opus needs the native library libopus, which was not found. Install it: "
                                + "apt install libopus0, dnf install opus, or brew install opus.");
            case G729 ->
                PROVIDED.containsKey(codec)
                        ? Optional.empty()
                        : Optional.of("G.729 does not come with Tandem: it needs a " + CodecProvider.class.getName()
                                + " on the class path, and there is none.");
            case PCMU, PCMA, G722, L16_8000, L16_16000 -> Optional.empty();
        };
    }

    /** A new encoder for narrowband sound, or whatever the codec is made for; the caller closes it. */
    public static FrameEncoder encoder(CodecName codec) {
        return encoder(codec, codec.sampleRateHz(CodecName.SAMPLE_RATE_HZ));
    }

    /** A new encoder of frames at a rate the codec has; the caller closes it. */
    public static FrameEncoder encoder(CodecName codec, int sampleRateHz) {
        return encoder(codec, sampleRateHz, CodecName.FRAME_MILLIS);
    }

    /**
     * The same for packets of another length. Where frames are {@linkplain CodecName#halved encoded in halves}, their
     * payload is the length of the first half in 16 bits, the first and the second.
     */
    public static FrameEncoder encoder(CodecName codec, int sampleRateHz, int packetMillis) {
        return switch (codec) {
            case PCMU -> new G711Encoder(Pcmu.TABLES);
            case PCMA -> new G711Encoder(Pcma.TABLES);
            case G722 -> new G722();
            case L16_8000, L16_16000 -> new L16(sampleRateHz);
            case OPUS -> new OpusEncoder(sampleRateHz, codec.halved(packetMillis));
            case G729 -> provider(codec).encoder();
        };
    }

    /** A new decoder to narrowband sound, or whatever the codec is made for; the caller closes it. */
    public static FrameDecoder decoder(CodecName codec) {
        return decoder(codec, codec.sampleRateHz(CodecName.SAMPLE_RATE_HZ));
    }

    /** A new decoder to a rate the codec has; the caller closes it. */
    public static FrameDecoder decoder(CodecName codec, int sampleRateHz) {
        return switch (codec) {
            case PCMU -> new G711Decoder(Pcmu.TABLES);
            case PCMA -> new G711Decoder(Pcma.TABLES);
            case G722 -> new G722();
            case L16_8000, L16_16000 -> new L16(sampleRateHz);
            case OPUS -> new OpusDecoder(sampleRateHz);
            case G729 -> provider(codec).decoder();
        };
    }

    private static CodecProvider provider(CodecName codec) {
        CodecProvider provider = PROVIDED.get(codec);
        if (provider == null) {
            throw new IllegalStateException(missing(codec).orElseThrow());
        }
        return provider;
    }

    /** The payload of 20 ms of silence, without an encoder. */
    public static byte[] silence(CodecName codec) {
        return silence(codec, CodecName.FRAME_MILLIS);
    }

    /** The same for packets of another length. */
    public static byte[] silence(CodecName codec, int packetMillis) {
        return switch (codec) {
            case PCMU -> filled(Pcmu.SILENCE, CodecName.FRAME_SAMPLES);
            case PCMA -> filled(Pcma.SILENCE, CodecName.FRAME_SAMPLES);
            case G722 -> filled(G722.SILENCE, CodecName.FRAME_SAMPLES);
            case L16_8000, L16_16000 -> new byte[2 * CodecName.frameSamples(codec.sampleRateHz(0))];
            case OPUS -> (codec.halved(packetMillis) ? OPUS_SILENCE_HALVES : OPUS_SILENCE).clone();
            case G729 -> provider(codec).silence();
        };
    }

    private static byte[] filled(byte octet, int octets) {
        byte[] payload = new byte[octets];
        Arrays.fill(payload, octet);
        return payload;
    }
}
