package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.sdp.Direction;
import dev.tandem.media.sdp.Fingerprint;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What both sides settled on for the audio of one leg.
 *
 * @param codec the codec in use
 * @param payloadTypes its numbers
 * @param events how digits travel, at the codec's clock first; a peer may send at any of them. Empty: it has no
 *     telephone-event
 * @param audioLevelExtension the number under which the peer says how loud it is (RFC 6464); empty: it does not
 * @param remoteDirection what the peer said of itself; a {@code c=} of zero counts as not receiving (RFC 3264, section 8.4)
 * @param remote how the peer is reached
 * @param packetMillis what our packets last, 10 to 60
 * @param sdes the keys, where both put them into their descriptions; empty: plain RTP, or DTLS-SRTP
 */
public record AgreedMedia(
        CodecName codec,
        PayloadTypes payloadTypes,
        List<Events> events,
        OptionalInt audioLevelExtension,
        Direction remoteDirection,
        Remote remote,
        int packetMillis,
        Optional<Sdes.Agreed> sdes) {

    /** What most agree on: packets of 20 ms, no keys. */
    public AgreedMedia(
            CodecName codec,
            PayloadTypes payloadTypes,
            List<Events> events,
            OptionalInt audioLevelExtension,
            Direction remoteDirection,
            Remote remote) {
        this(
                codec,
                payloadTypes,
                events,
                audioLevelExtension,
                remoteDirection,
                remote,
                CodecName.FRAME_MILLIS,
                Optional.empty());
    }

    /** Copies the list, so that it is a value. */
    public AgreedMedia {
        events = List.copyOf(events);
    }

    /** Media whose peer does not say how loud it is. */
    public AgreedMedia(
            CodecName codec, PayloadTypes payloadTypes, List<Events> events, Direction remoteDirection, Remote remote) {
        this(codec, payloadTypes, events, OptionalInt.empty(), remoteDirection, remote);
    }

    /** What we send digits with. */
    public Optional<Events> sentEvents() {
        return events.stream().findFirst();
    }

    /**
     * A format's numbers, which may differ by direction (RFC 3264, section 5.1).
     *
     * @param send the peer's number, for what we send
     * @param receive our number, for what we receive
     */
    public record PayloadTypes(int send, int receive) {}

    /** How digits travel: the numbers and the clock of their durations. */
    public record Events(PayloadTypes payloadTypes, int clockRateHz) {}

    /** How the peer is reached. */
    public sealed interface Remote {}

    /** By plain RTP at these addresses; both are the same when RTP and RTCP share a port. */
    public record PlainRemote(InetSocketAddress rtp, InetSocketAddress rtcp) implements Remote {}

    /** Wherever its ICE checks come from, if its certificate has this fingerprint. */
    public record IceRemote(String ufrag, String pwd, Fingerprint fingerprint) implements Remote {}
}
