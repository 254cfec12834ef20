package dev.tandem.number;

import java.util.Optional;

/** The numbers from first to last, both included, as the digits of E.164 without plus sign. */
public record NumberRange(long first, long last) {
    /** All there can be. */
    public static final NumberRange ALL = new NumberRange(0, Long.MAX_VALUE);

    /** None at all. */
    public static final NumberRange NONE = new NumberRange(1, 0);

    /** The numbers of {@code digits} digits that begin so; empty when the beginning is longer. */
    public static Optional<NumberRange> of(String beginning, int digits) {
        if (beginning.isEmpty()) {
            return Optional.of(ALL);
        }
        int open = digits - beginning.length();
        if (open < 0) {
            return Optional.empty();
        }
        long step = power(open);
        long first = Long.parseLong(beginning) * step;
        return Optional.of(new NumberRange(first, first + step - 1));
    }

    /** What both hold; a range whose last lies before its first when there is nothing. */
    public NumberRange and(NumberRange other) {
        return new NumberRange(Math.max(first, other.first), Math.min(last, other.last));
    }

    /** Whether it holds no number. */
    public boolean isEmpty() {
        return last < first;
    }

    /** Ten to the power of {@code exponent}. */
    public static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
