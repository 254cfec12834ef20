package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.sdp.Direction;
import dev.tandem.media.sdp.Fingerprint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One media stream of a leg: what an {@code m=} section of the offer and the one that answers it came to (RFC 3264, section
 * 6).
 *
 * @param kind what it carries
 * @param remoteDirection what the peer said of itself; a {@code c=} of zero counts as not receiving (RFC 3264, section 8.4)
 * @param codecs what both sides named, one at least: the first is what we send, each may be sent to us at any time (section
 *     5.1)
 * @param events how digits travel, at the clock of the first codec first; a peer may send at any of them. Empty: it has no
 *     telephone-event
 * @param packetMillis what our packets last, 10 to 60
 * @param transport how its packets travel
 */
public record Stream(
        Kind kind,
        Direction remoteDirection,
        List<Format> codecs,
        List<Events> events,
        int packetMillis,
        Transport transport) {

    /** Copies the lists, so that it is a value. */
    public Stream {
        codecs = List.copyOf(codecs);
        events = List.copyOf(events);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("a stream without a codec");
        }
    }

    /** Audio of one codec both ways, without digits or keys, in packets of 20 ms. */
    public static Stream audio(Format codec, Remote remote) {
        return new Stream(
                Kind.AUDIO,
                Direction.SENDRECV,
                List.of(codec),
                List.of(),
                CodecName.FRAME_MILLIS,
                new Transport(remote, Optional.empty(), OptionalInt.empty()));
    }

    /** What a stream carries: the media type of its {@code m=} section (RFC 8866, section 5.14), of those taken here. */
    public enum Kind {
        AUDIO
    }

    /**
     * A codec and its numbers.
     *
     * @param payloadTypes which packets carry it
     */
    public record Format(CodecName codec, PayloadTypes payloadTypes) {}

    /**
     * A format's numbers, which may differ by direction (RFC 3264, section 5.1).
     *
     * @param send the peer's number, for what we send
     * @param receive our number, for what we receive
     */
    public record PayloadTypes(int send, int receive) {}

    /** How digits travel: the numbers and the clock of their durations. */
    public record Events(PayloadTypes payloadTypes, int clockRateHz) {}

    /**
     * How packets travel.
     *
     * @param remote how the peer is reached
     * @param sdes the keys, where both put them into their descriptions; empty: plain RTP, or DTLS-SRTP
     * @param audioLevelExtension the number under which the peer says how loud it is (RFC 6464); empty: it does not
     */
    public record Transport(Remote remote, Optional<Sdes.Agreed> sdes, OptionalInt audioLevelExtension) {}

    /** How the peer is reached. */
    public sealed interface Remote {
        /** The host that has to be looked up before it is; empty when its address is known. */
        default Optional<String> hostName() {
            return Optional.empty();
        }

        /** The same once its host is known to have that address. */
        default Remote at(InetAddress address) {
            return this;
        }
    }

    /**
     * By plain RTP at these addresses; both are the same when RTP and RTCP share a port. They are unresolved where the peer
     * names a host.
     */
    public record PlainRemote(InetSocketAddress rtp, InetSocketAddress rtcp) implements Remote {
        @Override
        public Optional<String> hostName() {
            return rtp.isUnresolved() ? Optional.of(rtp.getHostString()) : Optional.empty();
        }

        @Override
        public Remote at(InetAddress address) {
            return new PlainRemote(
                    new InetSocketAddress(address, rtp.getPort()), new InetSocketAddress(address, rtcp.getPort()));
        }
    }

    /** Wherever its ICE checks come from, if its certificate has this fingerprint. */
    public record IceRemote(String ufrag, String pwd, Fingerprint fingerprint) implements Remote {}

    /** The codec we send. */
    public CodecName codec() {
        return codecs.get(0).codec();
    }

    /** The numbers of the codec we send. */
    public PayloadTypes payloadTypes() {
        return codecs.get(0).payloadTypes();
    }

    /** What we send digits with. */
    public Optional<Events> sentEvents() {
        return events.stream().findFirst();
    }

    /** How the peer is reached. */
    public Remote remote() {
        return transport.remote();
    }

    /** The keys of both sides. */
    public Optional<Sdes.Agreed> sdes() {
        return transport.sdes();
    }

    /** The number under which the peer says how loud it is. */
    public OptionalInt audioLevelExtension() {
        return transport.audioLevelExtension();
    }
}
