/**
 * Every number once, on its shelf and in its state; found, held, sold and put back.
 *
 * <p>A {@link dev.tandem.number.stock.Shelf} holds the numbers of one {@link dev.tandem.number.stock.Offer} that belong to one
 * place. The {@link dev.tandem.number.stock.PoolProvider} is what searches ask.
 */
@NullMarked
package dev.tandem.number.stock;

import org.jspecify.annotations.NullMarked;
