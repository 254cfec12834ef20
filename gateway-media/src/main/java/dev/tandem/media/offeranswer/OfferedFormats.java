package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.sdp.RtpMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The formats of an offer of ours, and their numbers. Pure. */
final class OfferedFormats {
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

    // The numbers that mean what a description says (RFC 3551, section 6).
    private static final int DYNAMIC_FIRST = 96;
    private static final int DYNAMIC_LAST = 127;

    private OfferedFormats() {}

    /**
     * What we offer for these codecs: the codecs, then digits at each clock they use. A number keeps its meaning as long as
     * the session lasts (RFC 3264, section 8.3.2).
     *
     * @param known the numbers in use already
     */
    static List<RtpMap> of(List<CodecName> codecs, List<RtpMap> known) {
        List<RtpMap> maps = new ArrayList<>();
        codecs.forEach(codec -> maps.add(own(codec)));
        EVENTS.stream().filter(events -> carries(codecs, events.clockRateHz())).forEach(maps::add);
        List<RtpMap> offered = new ArrayList<>();
        maps.forEach(map -> offered.add(kept(map, known).orElseGet(() -> free(map, all(known, maps, offered)))));
        return offered;
    }

    private static Optional<RtpMap> kept(RtpMap map, List<RtpMap> known) {
        return known.stream()
                .filter(before -> before.is(map.encoding(), map.clockRateHz()) && before.channels() == map.channels())
                .findFirst();
    }

    private static List<RtpMap> all(List<RtpMap> known, List<RtpMap> wanted, List<RtpMap> offered) {
        List<RtpMap> all = new ArrayList<>(known);
        all.addAll(wanted);
        all.addAll(offered);
        return all;
    }

    /** Under its own number, or another dynamic one where that means something else. */
    private static RtpMap free(RtpMap map, List<RtpMap> all) {
        Set<Integer> taken = all.stream()
                .filter(other -> !other.equals(map))
                .map(RtpMap::payloadType)
                .collect(Collectors.toSet());
        return IntStream.concat(IntStream.of(map.payloadType()), IntStream.rangeClosed(DYNAMIC_FIRST, DYNAMIC_LAST))
                .filter(number -> !taken.contains(number))
                .mapToObj(map::numbered)
                .findFirst()
                .orElseThrow();
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
}
