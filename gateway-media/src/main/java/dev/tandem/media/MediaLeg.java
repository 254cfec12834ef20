package dev.tandem.media;

import dev.tandem.media.codec.CodecName;
import java.util.List;

/**
 * The media side of one SIP leg: its SDP offer/answer state (RFC 3264) and its transport.
 *
 * <p>SDP methods are called by the call loop that owns the call, one at a time; they never block. Packets are the media
 * loop's business.
 */
public interface MediaLeg {

    /** Makes an offer; {@code codecs} are ours to offer, best first. Binds a port or opens a WebRTC session. */
    String offer(List<CodecName> codecs);

    /** Takes the answer to our last offer. An early answer (183) may be followed by the final one. */
    SdpOutcome accept(String answer);

    /**
     * Answers an offer, first or later (hold, resume, new address): the shared codecs, {@code preferred} first where both
     * have it.
     */
    SdpOutcome answer(String offer, List<CodecName> preferred);

    /** A digit came from the peer by signalling (INFO); it crosses as one in the stream would. Never blocks. */
    void digit(char digit, int durationMillis);

    /** How the media does; a snapshot, cheap, any thread. */
    MediaStats stats();

    /** Frees port, session and codec state; idempotent. */
    void close();
}
