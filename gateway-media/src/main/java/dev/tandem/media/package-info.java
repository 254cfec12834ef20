/**
 * Media as the service sees it: legs (one per SIP leg), the conferences they are members of, and the parties inside the
 * process that speak and hear in them. {@code dev.tandem.media.engine} makes them. Protocol packages below are pure; only
 * {@code dev.tandem.media.port} opens sockets.
 */
@NullMarked
package dev.tandem.media;

import org.jspecify.annotations.NullMarked;
