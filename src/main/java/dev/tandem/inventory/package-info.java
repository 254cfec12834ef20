/**
 * The operator's side of the numbers, over REST: importing and exporting the stock, what became of a number, searches by
 * place, pattern and block. Everything streams; a file is never in memory.
 */
@NullMarked
package dev.tandem.inventory;

import org.jspecify.annotations.NullMarked;
