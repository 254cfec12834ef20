/**
 * DTLS 1.2 (RFC 6347) for nothing but the keys of SRTP (RFC 5763, RFC 5764). The handshake blocks and runs on a bounded
 * pool of workers; before and after it an association belongs to the loop of its port.
 */
@NullMarked
package dev.tandem.media.dtls;

import org.jspecify.annotations.NullMarked;
