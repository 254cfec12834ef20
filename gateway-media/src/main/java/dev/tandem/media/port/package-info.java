/** The sockets of the media plane and the loops that read them; nothing else in this module opens one. */
@NullMarked
package dev.tandem.media.port;

import org.jspecify.annotations.NullMarked;
