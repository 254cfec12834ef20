package dev.tandem.media.device;

import dev.tandem.media.sdp.Crypto;
import dev.tandem.media.sdp.Direction;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.RtpMap;
import dev.tandem.media.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with an answer, seen from its offer (RFC 3264, section 6; RFC 4568, section 5.1.2). */
final class AnswerCheck {
    private final SessionDescription offer;
    private final SessionDescription answer;
    private final List<String> faults = new ArrayList<>();

    private AnswerCheck(SessionDescription offer, SessionDescription answer) {
        this.offer = offer;
        this.answer = answer;
    }

    /** A sentence for each fault; none when it is right and takes that section and no other. */
    static List<String> faults(SessionDescription offer, SessionDescription answer, int section) {
        AnswerCheck check = new AnswerCheck(offer, answer);
        check.expect(offer.media().size() == answer.media().size(), "another number of sections");
        for (int i = 0; i < answer.media().size() && check.faults.isEmpty(); i++) {
            check.section(offer.media().get(i), answer.media().get(i), i == section);
        }
        return check.faults;
    }

    private void expect(boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }

    private void section(MediaDescription theirs, MediaDescription ours, boolean wanted) {
        expect(theirs.type().equals(ours.type()), "another media type");
        expect(theirs.protocol().equals(ours.protocol()), "another protocol");
        expect(!ours.formats().isEmpty(), "no formats");
        expect(theirs.mid().equals(ours.mid()), "another mid");
        expect((ours.port() != 0) == wanted, wanted ? "the wanted section is refused" : "another section is accepted");
        if (ours.port() != 0) {
            accepted(theirs, ours);
        }
    }

    private void accepted(MediaDescription theirs, MediaDescription ours) {
        expect(theirs.port() != 0, "a section that was off is on");
        for (String format : ours.formats()) {
            expect(theirs.formats().contains(format), format + " was not offered");
        }
        for (RtpMap map : ours.rtpMaps()) {
            expect(
                    theirs.rtpMaps().stream()
                            .anyMatch(other -> other.payloadType() == map.payloadType()
                                    && other.is(map.encoding(), map.clockRateHz())),
                    map + " means something else in the offer");
        }
        direction(offer.directionOf(theirs), answer.directionOf(ours));
        expect(!ours.attributes().has("rtcp-mux") || theirs.attributes().has("rtcp-mux"), "rtcp-mux was not offered");
        expect(!ours.attributes().has("ice-ufrag"), "ICE was not offered");
        ours.cryptos().forEach(line -> crypto(theirs, line));
        expect(
                !theirs.protocol().contains("SAVP") || ours.cryptos().size() == 1,
                "an answer to SAVP has one crypto line");
    }

    private void direction(Direction theirs, Direction ours) {
        expect(!ours.sends() || theirs.receives(), "sends to one that does not receive");
        expect(!ours.receives() || theirs.sends(), "receives from one that does not send");
    }

    private void crypto(MediaDescription theirs, Crypto line) {
        expect(
                theirs.cryptos().stream()
                        .anyMatch(other ->
                                other.tag() == line.tag() && other.suite().equalsIgnoreCase(line.suite())),
                "crypto line " + line.tag() + " was not offered");
        expect(
                theirs.cryptos().stream()
                        .noneMatch(other -> other.keyParameters().equals(line.keyParameters())),
                "the device's own key is answered");
    }
}
