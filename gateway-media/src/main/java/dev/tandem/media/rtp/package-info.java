/**
 * RTP (RFC 3550, RFC 3551): packets seen in place, sequence arithmetic, reception statistics and the jitter buffer. Pure:
 * time is an argument, nothing here opens a socket. Objects are owned by the media loop of their leg.
 */
@NullMarked
package dev.tandem.media.rtp;

import org.jspecify.annotations.NullMarked;
