package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.AgreedMedia.IceRemote;
import dev.tandem.media.offeranswer.AgreedMedia.PlainRemote;
import dev.tandem.media.offeranswer.AgreedMedia.Remote;
import dev.tandem.media.sdp.Direction;
import dev.tandem.media.sdp.Fingerprint;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.SessionDescription;
import dev.tandem.media.sdp.Setup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the peer says about one of its streams. Pure. */
record StreamReader(SessionDescription description, MediaDescription stream) {
    private static final int PACKET_MILLIS_MIN = 10;
    private static final int PACKET_MILLIS_MAX = 60;
    private static final Set<String> PLAIN = Set.of("RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF");
    private static final Set<String> SECURE = Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP");

    /** Whether it is audio that is wanted, over the browser's transport or a port of its own. */
    boolean isAudio(boolean secure) {
        String protocol = stream.protocol().toUpperCase(Locale.ROOT);
        return stream.type().equals("audio") && stream.port() != 0 && (secure ? SECURE : PLAIN).contains(protocol);
    }

    /** How it is reached; empty when something for that is missing. */
    Optional<Remote> remote(boolean secure) {
        return secure ? ice() : plain();
    }

    private Optional<Remote> plain() {
        return description.addressOf(stream).map(address -> {
            InetSocketAddress rtp = new InetSocketAddress(address, stream.port());
            int above = Math.min(65_535, stream.port() + 1);
            int rtcpPort = rtcpMux() ? stream.port() : stream.rtcpPort().orElse(above);
            return new PlainRemote(rtp, new InetSocketAddress(address, rtcpPort));
        });
    }

    private Optional<Remote> ice() {
        Optional<String> ufrag = description.attributeOf(stream, "ice-ufrag");
        Optional<String> pwd = description.attributeOf(stream, "ice-pwd");
        Optional<Fingerprint> fingerprint = description.fingerprintOf(stream);
        if (ufrag.isEmpty() || pwd.isEmpty() || fingerprint.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new IceRemote(ufrag.get(), pwd.get(), fingerprint.get()));
    }

    /** Whether the peer would start the DTLS handshake, which is all we accept: we are always passive. */
    boolean canStartDtls() {
        Setup setup = description.setupOf(stream).orElse(Setup.ACTIVE);
        return setup == Setup.ACTIVE || setup == Setup.ACTPASS;
    }

    /** What our packets should last: what is asked for, in steps of 10 ms, not more than is allowed. */
    int packetMillis() {
        int wanted = stream.packetMillis().orElse(CodecName.FRAME_MILLIS);
        int most = stream.packetMillisMax().orElse(PACKET_MILLIS_MAX);
        int bounded = Math.max(PACKET_MILLIS_MIN, Math.min(PACKET_MILLIS_MAX, Math.min(wanted, most)));
        return bounded - bounded % PACKET_MILLIS_MIN;
    }

    boolean rtcpMux() {
        return stream.attributes().has("rtcp-mux");
    }

    /** Its direction; an address of zero is the old way to say "do not send to me" (RFC 3264, section 8.4). */
    Direction direction(boolean secure) {
        Direction said = description.directionOf(stream);
        boolean zero = description
                .addressOf(stream)
                .map(InetAddress::isAnyLocalAddress)
                .orElse(false);
        // With ICE the address of the c= line means nothing: browsers that trickle write zero there.
        if (secure || !zero) {
            return said;
        }
        return said.sends() ? Direction.SENDONLY : Direction.INACTIVE;
    }
}
