package dev.tandem.media.offeranswer;

import dev.tandem.media.LegKind;
import dev.tandem.media.Offered;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.SessionDescription;
import java.util.Optional;

/** Reads what an offer wants, without making anything for it. Pure. */
public final class OfferInspection {
    private OfferInspection() {}

    /** The first audio stream over a transport we have; empty when there is none. */
    public static Optional<Offered> inspect(SessionDescription offer) {
        return offer.media().stream()
                .map(stream -> inspect(new StreamReader(offer, stream)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Offered> inspect(StreamReader reader) {
        MediaDescription stream = reader.stream();
        if (reader.isAudio(true)) {
            return Optional.of(new Offered(LegKind.WEBRTC, Formats.codecs(stream)));
        }
        return reader.isAudio(false) ? Optional.of(new Offered(LegKind.RTP, Formats.codecs(stream))) : Optional.empty();
    }
}
