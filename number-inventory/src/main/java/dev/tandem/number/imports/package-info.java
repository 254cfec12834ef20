/** Puts numbers in stock: a few ranges at once, or lists of any length. */
@NullMarked
package dev.tandem.number.imports;

import org.jspecify.annotations.NullMarked;
