/** How speech sounds after what networks do to it, offline: seeded loss, simulated time, our own receive path. */
@NullMarked
package dev.tandem.bench.quality;

import org.jspecify.annotations.NullMarked;
