package dev.tandem.number;

/** Consecutive numbers put on sale under the same terms, first and last included. */
public record StockRange(E164 first, E164 last, NumberType type, Capabilities capabilities, Price price, Place place) {
    /** At most this many numbers at once, so that one import is one transaction of bearable size. */
    public static final int NUMBERS_MAX = 10_000;

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
