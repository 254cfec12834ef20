package dev.tandem.media;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.sdp.Direction;

/** What became of an SDP body: a remote mistake is a value, not an exception. */
public sealed interface SdpOutcome {

    /**
     * Agreed.
     *
     * @param sdp the answer to send; empty after {@link MediaLeg#accept}
     * @param codec the audio codec in use
     * @param remoteDirection what the remote side said of itself: {@code SENDONLY} or {@code INACTIVE} is hold
     */
    record Agreed(String sdp, CodecName codec, Direction remoteDirection) implements SdpOutcome {}

    /** Not agreed: {@code status} is the SIP status for it (400 unreadable, 488 nothing shared, 491 out of turn). */
    record Refused(int status, String reason) implements SdpOutcome {}
}
