/**
 * Connections we own, and the hops that lead over them: datagrams, TCP and TLS (netty-codec framing), WebSocket (RFC 7118),
 * flows (RFC 5626).
 */
@NullMarked
package dev.tandem.sip.flow;

import org.jspecify.annotations.NullMarked;
