/** What there is to buy, without holding any of it. */
@NullMarked
package dev.tandem.number.catalogue;

import org.jspecify.annotations.NullMarked;
