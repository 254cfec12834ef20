/** What time it is. */
@NullMarked
package dev.tandem.clock;

import org.jspecify.annotations.NullMarked;
