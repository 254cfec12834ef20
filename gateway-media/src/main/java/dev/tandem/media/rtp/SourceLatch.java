package dev.tandem.media.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose packets are taken and where ours go, so that nobody hears or takes over a stream by sending to its port, and
 * nobody is flooded by being named in a description:
 *
 * <ol>
 *   <li>The negotiated address is always taken. Once it has spoken nobody else is.
 *   <li>Until then a peer behind NAT may speak from elsewhere, once: from another port of the negotiated host, or from the host
 *       its signalling comes from where the negotiated address is private (RFC 1918, RFC 6598, link-local, loopback), for that
 *       cannot be where it is seen from. A public address that was negotiated is believed. Packets that have to be authentic to
 *       be valid may come from anywhere.
 *   <li>The source of the first valid packet is held from then on, and ours go there. When it has been silent for {@value
 *       #MOVED_MILLIS} ms it may have moved: the same stream going on at another port of its host, or whatever is authentic, is
 *       held instead.
 *   <li>A new description opens the latch again only if it names another address.
 *   <li>An address that was only named gets {@value #UNCONFIRMED_PACKETS_MAX} packets, until a valid one came from it or the
 *       peer is known to be where its signalling comes from.
 * </ol>
 *
 * <p>Owned by the media loop of its leg.
 */
public final class SourceLatch {
    /** Half a second: a description is answered, and what answers it acknowledged, in less. */
    static final int UNCONFIRMED_PACKETS_MAX = 25;

    static final int MOVED_MILLIS = 2_000;
    private static final long MOVED_NANOS = MOVED_MILLIS * 1_000_000L;

    /** What is done with a packet. */
    public enum Verdict {
        ADMITTED,
        /** Its source may be where the peer has moved to: only if it is of the stream that was heard there last. */
        ADMITTED_IF_IT_GOES_ON,
        REFUSED
    }

    private @Nullable SocketAddress negotiated;
    private @Nullable SocketAddress latched;
    private @Nullable InetAddress signalling;
    private boolean secured;
    private boolean confirmed;
    private int unconfirmedPackets;
    private long heardNanos;

    /** Follows a new description; the latch opens again only if the address changed. */
    public void negotiated(SocketAddress address) {
        if (!address.equals(negotiated)) {
            negotiated = address;
            latched = null;
        }
    }

    /** Where the peer's signalling comes from, as SIP sees it. */
    public void signalledFrom(InetAddress host) {
        signalling = host;
    }

    /** Whether packets are authentic, or not valid. */
    public void secured(boolean now) {
        secured = now;
    }

    /** The peer has shown that it is where its signalling comes from. */
    public void confirm() {
        confirmed = true;
    }

    /** Whether packets from there may be looked at. */
    public Verdict judge(SocketAddress source, long nowNanos) {
        SocketAddress said = negotiated;
        SocketAddress held = latched;
        if (said == null) {
            return Verdict.REFUSED;
        }
        if (source.equals(said) || source.equals(held)) {
            return Verdict.ADMITTED;
        }
        if (held == null) {
            return mayBeSeenFrom(said, source) ? Verdict.ADMITTED : Verdict.REFUSED;
        }
        return nowNanos - heardNanos < MOVED_NANOS ? Verdict.REFUSED : moved(held, source);
    }

    private Verdict moved(SocketAddress from, SocketAddress to) {
        if (secured) {
            return Verdict.ADMITTED;
        }
        boolean sameHost = from instanceof InetSocketAddress before
                && to instanceof InetSocketAddress now
                && before.getAddress().equals(now.getAddress());
        return sameHost ? Verdict.ADMITTED_IF_IT_GOES_ON : Verdict.REFUSED;
    }

    private boolean mayBeSeenFrom(SocketAddress said, SocketAddress source) {
        if (secured) {
            return true;
        }
        if (!(said instanceof InetSocketAddress named) || !(source instanceof InetSocketAddress seen)) {
            return false;
        }
        InetAddress host = named.getAddress();
        return host.equals(seen.getAddress())
                || (isPrivate(host) && seen.getAddress().equals(signalling));
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
    public void hold(SocketAddress source, long nowNanos) {
        heardNanos = nowNanos;
        if (!source.equals(latched)) {
            latched = source;
        }
    }

    /** Where to send; null while nothing is negotiated, and when an address that was only named has had its share. */
    public @Nullable SocketAddress target() {
        if (latched != null) {
            return latched;
        }
        return confirmed || unconfirmedPackets < UNCONFIRMED_PACKETS_MAX ? negotiated : null;
    }

    /** A packet was sent to the {@link #target}. */
    public void sent() {
        if (latched == null && !confirmed) {
            unconfirmedPackets++;
        }
    }
}
