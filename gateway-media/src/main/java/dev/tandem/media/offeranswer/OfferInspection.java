package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.sdp.SessionDescription;
import java.util.List;

/**
 * What an offer wants, read without making anything for it. Pure.
 *
 * @param secure whether it wants ICE and DTLS, as browsers do
 * @param codecs those of its audio streams that we speak, in its order; empty when none of them can be answered
 */
public record OfferInspection(boolean secure, List<CodecName> codecs) {

    /** Copies the list, so that it is a value. */
    public OfferInspection {
        codecs = List.copyOf(codecs);
    }

    /** The transport of the first audio stream that could be answered, and the codecs of all that share it. */
    public static OfferInspection of(SessionDescription offer) {
        List<StreamReader> sections = offer.media().stream()
                .map(section -> new StreamReader(offer, section))
                .toList();
        boolean secure = sections.stream()
                .filter(section -> section.usable(true) || section.usable(false))
                .findFirst()
                .map(section -> section.usable(true))
                .orElse(false);
        List<CodecName> codecs = sections.stream()
                .filter(section -> section.usable(secure))
                .flatMap(section -> Formats.codecs(section.section()).stream())
                .distinct()
                .toList();
        return new OfferInspection(secure, codecs);
    }
}
