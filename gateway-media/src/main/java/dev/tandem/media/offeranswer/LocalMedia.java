package dev.tandem.media.offeranswer;

import dev.tandem.media.sdp.Candidate;
import dev.tandem.media.sdp.Fingerprint;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Our side of one leg's audio, as its descriptions say it.
 *
 * @param sessionId of the {@code o=} line
 * @param address where we receive
 * @param port where we receive; RTCP is one above unless both share it
 * @param ssrc of the stream we send
 * @param ice our ICE and DTLS side; empty for plain RTP
 */
public record LocalMedia(long sessionId, InetAddress address, int port, int ssrc, Optional<LocalIce> ice) {

    /** Our ICE-lite side (RFC 8445) and our certificate. */
    public record LocalIce(String ufrag, String pwd, Fingerprint fingerprint, List<Candidate> candidates) {
        /** Copies the list, so that it is a value. */
        public LocalIce {
            candidates = List.copyOf(candidates);
        }
    }
}
