package dev.tandem.number.imports;

import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;

/**
 * Consecutive numbers put on sale under the same terms, first and last included. Trunk: the one their calls arrive over,
 * empty text when that is not said.
 */
public record StockRange(
        E164 first, E164 last, NumberType type, Capabilities capabilities, Price price, Place place, String trunk) {
    /** At most this many numbers in one range; more are several ranges. */
    public static final int NUMBERS_MAX = 1_000_000;

    /** Throws {@link IllegalArgumentException} for a range that is empty, too long or changes its length. */
    public StockRange {
        long span = last.digits() - first.digits();
        if (span < 0
                || span >= NUMBERS_MAX
                || first.value().length() != last.value().length()) {
            throw new IllegalArgumentException("not a range of 1 to " + NUMBERS_MAX + " numbers");
        }
    }

    /** How many numbers it holds. */
    public int size() {
        return (int) (last.digits() - first.digits() + 1);
    }
}
