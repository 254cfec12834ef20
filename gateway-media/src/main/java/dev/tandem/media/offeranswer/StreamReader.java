package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.Stream.IceRemote;
import dev.tandem.media.offeranswer.Stream.PlainRemote;
import dev.tandem.media.offeranswer.Stream.Remote;
import dev.tandem.media.sdp.Direction;
import dev.tandem.media.sdp.Fingerprint;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.SessionDescription;
import dev.tandem.media.sdp.Setup;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the peer says in one of its {@code m=} sections. Pure. */
record StreamReader(SessionDescription description, MediaDescription section) {
    private static final int PACKET_MILLIS_MIN = 10;
    private static final int PACKET_MILLIS_MAX = 60;
    private static final Set<String> PLAIN = Set.of("RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF");
    /** What certificates are compared by; a peer may name others besides (RFC 8122, section 5). */
    private static final String HASH = "sha-256";

    private static final Set<String> SECURE = Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP");

    /** Whether it is audio that is wanted, over the browser's transport or a port of its own. */
    boolean isAudio(boolean secure) {
        String protocol = section.protocol().toUpperCase(Locale.ROOT);
        return section.type().equals("audio") && isOpen(secure) && (secure ? SECURE : PLAIN).contains(protocol);
    }

    /** A port of zero says that it is not wanted, or that it has none of its own in the bundle (RFC 8843, section 6). */
    private boolean isOpen(boolean secure) {
        return section.port() != 0 || (secure && section.attributes().has("bundle-only"));
    }

    /** Whether it can be answered, as far as that does not depend on keys: it can be reached and has a codec we speak. */
    boolean usable(boolean secure) {
        return isAudio(secure)
                && remote(secure).isPresent()
                && !Formats.codecs(section).isEmpty();
    }

    /** How it is reached; empty when something for that is missing. */
    Optional<Remote> remote(boolean secure) {
        return secure ? ice() : plain();
    }

    private Optional<Remote> plain() {
        return description.connectionOf(section).map(host -> {
            int above = Math.min(65_535, section.port() + 1);
            int rtcpPort = rtcpMux() ? section.port() : section.rtcpPort().orElse(above);
            return new PlainRemote(host.port(section.port()), host.port(rtcpPort));
        });
    }

    private Optional<Remote> ice() {
        Optional<String> ufrag = description.attributeOf(section, "ice-ufrag");
        Optional<String> pwd = description.attributeOf(section, "ice-pwd");
        Optional<Fingerprint> fingerprint = description.fingerprintOf(section, HASH);
        if (ufrag.isEmpty() || pwd.isEmpty() || fingerprint.isEmpty() || isIceLite() || !canStartDtls()) {
            return Optional.empty();
        }
        return Optional.of(new IceRemote(ufrag.get(), pwd.get(), fingerprint.get()));
    }

    /** Whether it waits for our checks, as we do for its: neither would ever send one (RFC 8445, section 6.1.1). */
    private boolean isIceLite() {
        return description.attributes().has("ice-lite");
    }

    /** Whether the peer would start the DTLS handshake, which is all we accept: we are always passive. */
    private boolean canStartDtls() {
        Setup setup = description.setupOf(section).orElse(Setup.ACTIVE);
        return setup == Setup.ACTIVE || setup == Setup.ACTPASS;
    }

    /** What our packets should last: what is asked for, in steps of 10 ms, not more than is allowed. */
    int packetMillis() {
        int asked = section.packetMillis().orElse(0);
        int wanted = asked == 0 ? CodecName.FRAME_MILLIS : asked;
        int most = section.packetMillisMax().orElse(PACKET_MILLIS_MAX);
        int bounded = Math.max(PACKET_MILLIS_MIN, Math.min(PACKET_MILLIS_MAX, Math.min(wanted, most)));
        return bounded - bounded % PACKET_MILLIS_MIN;
    }

    boolean rtcpMux() {
        return section.attributes().has("rtcp-mux");
    }

    /** Its direction; an address of zero is the old way to say "do not send to me" (RFC 3264, section 8.4). */
    Direction direction(boolean secure) {
        Direction said = description.directionOf(section);
        boolean zero = description
                .addressOf(section)
                .map(InetAddress::isAnyLocalAddress)
                .orElse(false);
        // With ICE the address of the c= line means nothing: browsers that trickle write zero there.
        if (secure || !zero) {
            return said;
        }
        return said.sends() ? Direction.SENDONLY : Direction.INACTIVE;
    }
}
