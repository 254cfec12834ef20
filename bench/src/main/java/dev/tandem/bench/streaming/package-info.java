/** Audio streams under load, and a check for those who write bots. */
@NullMarked
package dev.tandem.bench.streaming;

import org.jspecify.annotations.NullMarked;
