/**
 * The sockets of the media plane and the loops that read them; nothing else in this module opens one: a pair for each plain
 * leg, and the one UDP port of all browsers. What arrives is handed to pure packages, and what they want sent is sent.
 */
@NullMarked
package dev.tandem.media.port;

import org.jspecify.annotations.NullMarked;
