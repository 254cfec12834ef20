/**
 * Media as the service sees it: an engine, its legs (one per SIP leg) and the bridges between them. Protocol packages
 * below are pure; only {@code dev.tandem.media.port} opens sockets.
 */
@NullMarked
package dev.tandem.media;

import org.jspecify.annotations.NullMarked;
