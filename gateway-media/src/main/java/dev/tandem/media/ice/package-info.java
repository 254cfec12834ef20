/**
 * The lite side of ICE (RFC 8445, section 2.5) and the STUN it needs (RFC 8489): we answer connectivity checks and send
 * none. Bytes and the time come in, bytes and a verdict go out; no socket, no clock.
 */
@NullMarked
package dev.tandem.media.ice;

import org.jspecify.annotations.NullMarked;
