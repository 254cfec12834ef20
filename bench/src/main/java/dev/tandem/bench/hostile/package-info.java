/** A hostile day: attacks on the packaged gateway while a call is up, and whether it, SIP, REST, heap and descriptors survive. */
@NullMarked
package dev.tandem.bench.hostile;

import org.jspecify.annotations.NullMarked;
