/** RTCP (RFC 3550, section 6): sender and receiver reports, and the listening quality estimated from them. Pure. */
@NullMarked
package dev.tandem.media.rtcp;

import org.jspecify.annotations.NullMarked;
