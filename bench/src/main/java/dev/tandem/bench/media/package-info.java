/** What media costs. */
@NullMarked
package dev.tandem.bench.media;

import org.jspecify.annotations.NullMarked;
