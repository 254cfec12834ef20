package dev.tandem.media.rtp;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose packets are taken and where ours go: the negotiated address, or, for a peer behind NAT, the source of the
 * first valid packet, once. A packet from the negotiated address ends the exception for good. Anyone else is refused, so
 * that nobody can take a stream over by sending to its port.
 *
 * <p>Owned by the media loop of its leg.
 */
public final class SourceLatch {
    private @Nullable SocketAddress negotiated;
    private @Nullable SocketAddress latched;

    /** Follows a new description; the latch opens again only if the address changed. */
    public void negotiated(SocketAddress address) {
        if (!address.equals(negotiated)) {
            negotiated = address;
            latched = null;
        }
    }

    /** Whether packets from there may be looked at: nobody holds the latch, or they do. */
    public boolean admits(SocketAddress source) {
        return negotiated != null && (latched == null || source.equals(latched) || source.equals(negotiated));
    }

    /** Holds on to the source of a valid packet that was admitted. */
    public void hold(SocketAddress source) {
        if (!source.equals(latched)) {
            latched = source;
        }
    }

    /** Where to send; null while nothing is negotiated. */
    public @Nullable SocketAddress target() {
        return latched != null ? latched : negotiated;
    }
}
