package dev.tandem.media.engine;

import dev.tandem.media.LegKind;
import dev.tandem.media.Offered;
import dev.tandem.media.offeranswer.OfferInspection;
import dev.tandem.media.sdp.SdpParser;
import dev.tandem.media.sdp.SdpParser.HostNames;
import dev.tandem.media.sdp.SdpParser.Parsed;
import dev.tandem.media.sdp.SdpParser.Unreadable;
import java.util.Optional;

/** Looks into an SDP offer before a leg is made for it. Pure; any thread. */
public final class SdpInspection {
    private SdpInspection() {}

    /** What the offer wants, no codecs when it has no audio that could be answered; empty when it cannot be read. */
    public static Optional<Offered> inspect(String sdp) {
        SdpParser.Reading reading = SdpParser.parse(sdp, HostNames.KEPT);
        if (reading instanceof Parsed parsed) {
            OfferInspection wants = OfferInspection.of(parsed.description());
            return Optional.of(new Offered(wants.secure() ? LegKind.WEBRTC : LegKind.RTP, wants.codecs()));
        }
        if (reading instanceof Unreadable) {
            return Optional.empty();
        }
        throw new AssertionError(reading);
    }
}
