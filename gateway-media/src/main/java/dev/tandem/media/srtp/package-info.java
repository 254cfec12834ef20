/**
 * SRTP and SRTCP (RFC 3711, RFC 7714) keyed by DTLS (RFC 5764) or by descriptions (RFC 4568): one direction each, a
 * cryptographic context per SSRC.
 */
@NullMarked
package dev.tandem.media.srtp;

import org.jspecify.annotations.NullMarked;
