package dev.tandem.media.offeranswer;

import dev.tandem.media.sdp.MediaDescription;

/** What one {@code m=} section of the peer's came to. */
sealed interface StreamNegotiation {

    /**
     * Both agree on a stream.
     *
     * @param ours the section that answers theirs, or the one that theirs answers
     */
    record Accepted(MediaDescription ours, Stream stream) implements StreamNegotiation {}

    /** There is no stream. */
    record Refused(String reason) implements StreamNegotiation {}
}
