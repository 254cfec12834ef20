/**
 * Live audio for bots over WebSockets. Tandem is the client: one socket for each stream, to the URL an application named.
 * {@link dev.tandem.streaming.Dialect}s are pure and say what a message means; {@link dev.tandem.streaming.AudioStream}
 * joins one with a seat in a conference and a socket; {@link dev.tandem.streaming.BotSocket} alone sees the network.
 */
@NullMarked
package dev.tandem.streaming;

import org.jspecify.annotations.NullMarked;
