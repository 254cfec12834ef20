package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.offeranswer.Stream.Events;
import dev.tandem.media.offeranswer.Stream.Format;
import dev.tandem.media.offeranswer.Stream.PayloadTypes;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.RtpMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Codecs and digits as formats of an {@code m=} line: which number means what. Pure. */
final class Formats {
    private static final int COMFORT_NOISE = 13;

    private Formats() {}

    /** The codec a format is, if it is one that works here. */
    static Optional<CodecName> codec(RtpMap map) {
        for (CodecName codec : Codecs.available()) {
            if (is(map, codec)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** Channels count where they change the payload; Opus says two whatever it carries. */
    private static boolean is(RtpMap map, CodecName codec) {
        return map.is(codec.encoding(), codec.clockRateHz())
                && (codec == CodecName.OPUS || map.channels() == codec.channels());
    }

    /** The codecs of a stream that we speak, in its order. */
    static List<CodecName> codecs(MediaDescription stream) {
        return stream.rtpMaps().stream()
                .map(Formats::codec)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** A stream's format for a codec. */
    static Optional<RtpMap> find(MediaDescription stream, CodecName codec) {
        return stream.rtpMaps().stream().filter(map -> is(map, codec)).findFirst();
    }

    /** The codecs that both sides name, in the order of theirs. */
    static List<Format> shared(MediaDescription theirs, MediaDescription ours) {
        List<Format> shared = new ArrayList<>();
        for (CodecName codec : codecs(theirs)) {
            Optional<RtpMap> own = find(ours, codec);
            find(theirs, codec)
                    .filter(map -> own.isPresent())
                    .ifPresent(map -> shared.add(new Format(codec, numbers(map, own.get()))));
        }
        return shared;
    }

    /** A stream's telephone-event format: the one with the codec's clock (RFC 4733, section 2.1), else any. */
    static Optional<RtpMap> events(MediaDescription stream, CodecName codec) {
        List<RtpMap> all = events(stream);
        return all.stream()
                .filter(map -> map.clockRateHz() == codec.clockRateHz())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /**
     * The telephone-event formats that both sides name, the one with the codec's clock first. All count: Chromium answers
     * several and then sends with the one of another clock.
     */
    static List<Events> sharedEvents(MediaDescription theirs, MediaDescription ours, CodecName codec) {
        List<RtpMap> named = new ArrayList<>(events(theirs));
        events(theirs, codec).ifPresent(best -> {
            named.remove(best);
            named.add(0, best);
        });
        List<Events> shared = new ArrayList<>();
        for (RtpMap map : named) {
            events(ours).stream()
                    .filter(own -> own.clockRateHz() == map.clockRateHz())
                    .findFirst()
                    .ifPresent(own -> shared.add(new Events(numbers(map, own), own.clockRateHz())));
        }
        return shared;
    }

    private static PayloadTypes numbers(RtpMap theirs, RtpMap ours) {
        return new PayloadTypes(theirs.payloadType(), ours.payloadType());
    }

    /** A stream's comfort noise beside an 8000 Hz codec (RFC 3389, section 4), so that it may go on sending it. */
    static Optional<RtpMap> comfortNoise(MediaDescription stream, CodecName codec) {
        return stream.rtpMaps().stream()
                .filter(map -> map.is("CN", 8_000) && map.payloadType() == COMFORT_NOISE)
                .filter(map -> codec.clockRateHz() == map.clockRateHz())
                .findFirst();
    }

    private static List<RtpMap> events(MediaDescription stream) {
        return stream.rtpMaps().stream()
                .filter(map -> map.encoding().equalsIgnoreCase("telephone-event"))
                .toList();
    }

    /**
     * The parameters we declare for a format, if any. For Opus they ask the peer for what a telephone call can use: one
     * channel of wideband speech at 20 kbit/s (RFC 7587, section 6.1). G.729 is spoken without its comfort noise (RFC 4856,
     * section 2.1.9).
     */
    static Optional<String> parameters(RtpMap map) {
        if (map.encoding().equalsIgnoreCase("opus")) {
            return Optional.of("minptime=10;useinbandfec=1;maxplaybackrate=16000;stereo=0;maxaveragebitrate=20000");
        }
        if (map.encoding().equalsIgnoreCase("G729")) {
            return Optional.of("annexb=no");
        }
        return map.encoding().equalsIgnoreCase("telephone-event") ? Optional.of("0-16") : Optional.empty();
    }
}
