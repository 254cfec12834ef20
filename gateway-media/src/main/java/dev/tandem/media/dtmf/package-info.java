/** Digits as RTP events (RFC 4733) and as tones (ITU-T Q.23, Q.24). Pure; owned by the media loop of their leg. */
@NullMarked
package dev.tandem.media.dtmf;

import org.jspecify.annotations.NullMarked;
