/** A typed model of session descriptions (RFC 8866), parsed strictly enough to be safe and leniently enough for real peers. */
@NullMarked
package dev.tandem.media.sdp;

import org.jspecify.annotations.NullMarked;
