package dev.tandem.number;

import java.util.Optional;

/**
 * A phone number in international form with its plus sign (ITU-T E.164), for example {@code +14255550123}.
 *
 * <p>Only the shape is checked: numbers reserved for fiction are numbers too, though no plan assigns them.
 */
public record E164(String value) implements Comparable<E164> {
    private static final int DIGITS_MIN = 7;
    private static final int DIGITS_MAX = 15;

    /** Throws {@link IllegalArgumentException} when the text is not E.164; {@link #parse} is for text from outside. */
    public E164 {
        if (!isShaped(value)) {
            throw new IllegalArgumentException("not an E.164 number");
        }
    }

    /** Reads text from outside; empty when it is not a number with plus sign and 7 to 15 digits. */
    public static Optional<E164> parse(String text) {
        return isShaped(text) ? Optional.of(new E164(text)) : Optional.empty();
    }

    /** By hand: an import of millions asks this several times a line. */
    private static boolean isShaped(String text) {
        int digits = text.length() - 1;
        if (digits < DIGITS_MIN || digits > DIGITS_MAX || text.charAt(0) != '+' || text.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i <= digits; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The number of these digits. */
    public static E164 ofDigits(long digits) {
        return new E164("+" + digits);
    }

    /** The number that lies {@code steps} after this one. */
    public E164 plus(long steps) {
        return new E164("+" + (digits() + steps));
    }

    /** The digits as a number; E.164 has no leading zero, so nothing is lost. */
    public long digits() {
        return Long.parseLong(value, 1, value.length(), 10);
    }

    @Override
    public int compareTo(E164 other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
