package dev.tandem.media;

import dev.tandem.media.offeranswer.OfferInspection;
import dev.tandem.media.sdp.SdpParser;
import dev.tandem.media.sdp.SdpParser.Parsed;
import java.util.Optional;

/** Looks into an SDP offer before a leg is made for it. Pure; any thread. */
public final class SdpInspection {
    private SdpInspection() {}

    /** What the offer wants; empty when it cannot be read or wants no audio over a transport we have. */
    public static Optional<Offered> inspect(String sdp) {
        return SdpParser.parse(sdp) instanceof Parsed parsed
                ? OfferInspection.inspect(parsed.description())
                : Optional.empty();
    }
}
