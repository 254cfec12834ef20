/** The sockets of the media plane: the one package here that opens them. */
@NullMarked
package dev.tandem.media.port;

import org.jspecify.annotations.NullMarked;
