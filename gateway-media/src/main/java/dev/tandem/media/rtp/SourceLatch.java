package dev.tandem.media.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose packets are taken and where ours go, so that nobody hears or takes over a stream by sending to its port:
 *
 * <ol>
 *   <li>The negotiated address is always taken. Once it has spoken nobody else is.
 *   <li>Until then a peer behind NAT may speak from elsewhere, once: from another port of the negotiated host, or from any
 *       address where the negotiated one is private (RFC 1918, RFC 6598, link-local, loopback), for that cannot be where it
 *       is seen from. A public address that was negotiated is believed.
 *   <li>The source of the first valid packet - authentic, where the leg is encrypted - is held from then on, and ours go
 *       there.
 *   <li>A new description opens the latch again only if it names another address.
 * </ol>
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

    /** Whether packets from there may be looked at. */
    public boolean admits(SocketAddress source) {
        SocketAddress said = negotiated;
        if (said == null) {
            return false;
        }
        return source.equals(said) || (latched == null ? mayBeSeenFrom(said, source) : source.equals(latched));
    }

    private static boolean mayBeSeenFrom(SocketAddress said, SocketAddress source) {
        if (!(said instanceof InetSocketAddress named) || !(source instanceof InetSocketAddress seen)) {
            return false;
        }
        InetAddress host = named.getAddress();
        return isPrivate(host) || host.equals(seen.getAddress());
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean carrierGradeNat = octets.length == 4 && octets[0] == 100 && (octets[1] & 0xC0) == 64;
        boolean uniqueLocal = octets.length == 16 && (octets[0] & 0xFE) == 0xFC;
        return carrierGradeNat
                || uniqueLocal
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isLoopbackAddress();
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
