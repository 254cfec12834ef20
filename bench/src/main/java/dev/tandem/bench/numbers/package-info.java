/** What numbers cost: importing millions, searching them, buying, listing, over REST and beside bare SQL. */
@NullMarked
package dev.tandem.bench.numbers;

import org.jspecify.annotations.NullMarked;
