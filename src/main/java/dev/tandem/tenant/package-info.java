/** The tenant that everything here belongs to. */
@NullMarked
package dev.tandem.tenant;

import org.jspecify.annotations.NullMarked;
