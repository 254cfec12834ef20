/** Connections we own and feed to the stack: TCP and TLS (netty-codec framing), WebSocket (RFC 7118), flows (RFC 5626). */
@NullMarked
package dev.tandem.sip.flow;

import org.jspecify.annotations.NullMarked;
