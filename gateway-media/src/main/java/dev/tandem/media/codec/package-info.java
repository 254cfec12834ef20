/** Audio codecs: G.711, G.722 (ITU-T G.711, G.722), L16 (RFC 3551), Opus (RFC 6716, RFC 7587), and others by providers. */
@NullMarked
package dev.tandem.media.codec;

import org.jspecify.annotations.NullMarked;
