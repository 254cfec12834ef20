package dev.tandem.media;

import dev.tandem.media.dtmf.DigitTransport;

/**
 * What a plain leg agrees to beyond its codecs.
 *
 * @param srtp whether its media is encrypted
 * @param digits how digits are sent to it
 */
public record LegTerms(SrtpPolicy srtp, DigitTransport digits) {
    /** Plain RTP and RFC 4733 events: softphones, browsers, and trunks that say nothing else. */
    public static final LegTerms USUAL = new LegTerms(SrtpPolicy.OFF, DigitTransport.RFC4733);
}
