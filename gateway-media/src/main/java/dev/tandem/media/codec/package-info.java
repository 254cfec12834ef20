/** Audio codecs: G.711 (ITU-T G.711), Opus (RFC 6716, RFC 7587). */
@NullMarked
package dev.tandem.media.codec;

import org.jspecify.annotations.NullMarked;
