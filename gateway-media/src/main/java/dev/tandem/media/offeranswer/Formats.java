package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.offeranswer.AgreedMedia.Events;
import dev.tandem.media.offeranswer.AgreedMedia.PayloadTypes;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.RtpMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Codecs and digits as formats of an {@code m=} line: which number means what. Pure. */
final class Formats {
    /** Our numbers where the choice is ours; a peer's offer brings its own. */
    private static final int OPUS_NUMBER = 111;

    private static final int L16_16000_NUMBER = 112;
    private static final int L16_8000_NUMBER = 113;

    /** Digits at every clock a codec here may have, best first. */
    private static final List<RtpMap> EVENTS = List.of(
            RtpMap.mono(110, "telephone-event", 48_000),
            RtpMap.mono(114, "telephone-event", 16_000),
            RtpMap.mono(101, "telephone-event", 8_000));

    private static final int EVERYBODYS_CLOCK_HZ = 8_000;

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

    /** A stream's telephone-event format: the one with the codec's clock (RFC 4733, section 2.1), else any. */
    static Optional<RtpMap> events(MediaDescription stream, CodecName codec) {
        List<RtpMap> all = eventMaps(stream).toList();
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
        Optional<RtpMap> best = events(theirs, codec);
        return Stream.concat(best.stream(), eventMaps(theirs).filter(map -> !best.equals(Optional.of(map))))
                .flatMap(map -> eventMaps(ours)
                        .filter(own -> own.clockRateHz() == map.clockRateHz())
                        .limit(1)
                        .map(own ->
                                new Events(new PayloadTypes(map.payloadType(), own.payloadType()), own.clockRateHz())))
                .toList();
    }

    /** A stream's comfort noise beside an 8000 Hz codec (RFC 3389, section 4), so that it may go on sending it. */
    static Optional<RtpMap> comfortNoise(MediaDescription stream, CodecName codec) {
        return stream.rtpMaps().stream()
                .filter(map -> map.is("CN", 8_000) && map.payloadType() == COMFORT_NOISE)
                .filter(map -> codec.clockRateHz() == map.clockRateHz())
                .findFirst();
    }

    private static Stream<RtpMap> eventMaps(MediaDescription stream) {
        return stream.rtpMaps().stream().filter(map -> map.encoding().equalsIgnoreCase("telephone-event"));
    }

    /** What we offer for these codecs: the codecs, then digits at each clock they use. */
    static List<RtpMap> offered(List<CodecName> codecs) {
        List<RtpMap> maps = new ArrayList<>();
        codecs.forEach(codec -> maps.add(own(codec)));
        EVENTS.stream().filter(events -> carries(codecs, events.clockRateHz())).forEach(maps::add);
        return maps;
    }

    private static boolean carries(List<CodecName> codecs, int eventClockRateHz) {
        return eventClockRateHz == EVERYBODYS_CLOCK_HZ
                || codecs.stream().anyMatch(codec -> codec.clockRateHz() == eventClockRateHz);
    }

    private static RtpMap own(CodecName codec) {
        int number = switch (codec) {
            case PCMU -> 0;
            case PCMA -> 8;
            case G722 -> 9;
            case G729 -> 18;
            case L16_8000 -> L16_8000_NUMBER;
            case L16_16000 -> L16_16000_NUMBER;
            case OPUS -> OPUS_NUMBER;
        };
        return new RtpMap(number, codec.encoding(), codec.clockRateHz(), codec.channels());
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
