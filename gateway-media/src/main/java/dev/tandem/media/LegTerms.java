package dev.tandem.media;

import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.offeranswer.SrtpPolicy;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What a plain leg agrees to beyond its codecs.
 *
 * @param srtp whether its media is encrypted
 * @param digits how digits are sent to it
 * @param peer where its signalling will come from, as far as that is known: our offer names the local address that faces it
 */
public record LegTerms(SrtpPolicy srtp, DigitTransport digits, Optional<InetAddress> peer) {
    /** Plain RTP and RFC 4733 events: softphones, browsers, and trunks that say nothing else. */
    public static final LegTerms USUAL = new LegTerms(SrtpPolicy.OFF, DigitTransport.RFC4733, Optional.empty());
}
