package dev.tandem.media;

import dev.tandem.media.codec.CodecName;
import java.util.List;

/**
 * What an SDP offer wants, read without making a leg.
 *
 * @param kind the transport it asks for
 * @param codecs the audio codecs we share, in the offerer's order; empty when no stream of it can be answered
 */
public record Offered(LegKind kind, List<CodecName> codecs) {

    /** Copies the list, so that it is a value. */
    public Offered {
        codecs = List.copyOf(codecs);
    }
}
