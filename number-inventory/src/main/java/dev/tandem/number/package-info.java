/** Phone numbers as stock: searched, held, purchased, assigned, released. */
@NullMarked
package dev.tandem.number;

import org.jspecify.annotations.NullMarked;
