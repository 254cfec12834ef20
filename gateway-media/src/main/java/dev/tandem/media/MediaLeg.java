package dev.tandem.media;

import dev.tandem.media.codec.CodecName;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The media side of one SIP leg: its SDP offer/answer state (RFC 3264) and its transport.
 *
 * <p>SDP methods are called by the call loop that owns the call, one at a time; they never block. Packets are the media
 * loop's business.
 */
public interface MediaLeg {

    /**
     * Makes an offer, first or later; {@code codecs} are ours to offer, best first. The first binds a port or opens a WebRTC
     * session.
     */
    String offer(List<CodecName> codecs);

    /** Our last offer was refused, or not answered: what was agreed before goes on. */
    void withdrawOffer();

    /** Takes the answer to our last offer. An early answer (183) may be followed by the final one. */
    SdpOutcome accept(String answer);

    /** Why an offer could not be answered here, asked before anybody is rung for it; empty when it can be. Binds a port. */
    Optional<SdpOutcome.Refused> refusal(String offer);

    /**
     * Answers an offer, first or later (hold, resume, new address): the shared codecs, {@code preferred} first where both
     * have it.
     */
    SdpOutcome answer(String offer, List<CodecName> preferred);

    /**
     * The peer's signalling comes from there, as SIP sees it. Behind NAT its media may come from that host too, and from no
     * other.
     */
    void signalledFrom(InetAddress host);

    /**
     * The peer is where its signalling comes from: it proved so, or acknowledged our answer. Before, and before it has sent
     * a valid packet, it is sent half a second of media at most, for whoever forges a description names somebody else in it.
     * An answer of theirs is proof as well.
     */
    void confirmed();

    /** A digit came from the peer by signalling (INFO); it crosses as one in the stream would. Never blocks. */
    void digit(char digit, int durationMillis);

    /** How the media does; a snapshot, cheap, any thread. */
    MediaStats stats();

    /** Frees port, session and codec state; idempotent. */
    void close();
}
