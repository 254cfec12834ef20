/**
 * One browser's transport: ICE-lite (RFC 8445), DTLS-SRTP (RFC 5763, RFC 5764) and the SRTP contexts they lead to, joined
 * per session. Datagrams and the time come in as arguments; datagrams go out through the port.
 */
@NullMarked
package dev.tandem.media.webrtc;

import org.jspecify.annotations.NullMarked;
