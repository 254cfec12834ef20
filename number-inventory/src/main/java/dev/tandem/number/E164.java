package dev.tandem.number;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phone number in international form with its plus sign (ITU-T E.164), for example {@code +14255550123}.
 *
 * <p>Only the shape is checked: numbers reserved for fiction are numbers too, though no plan assigns them.
 */
public record E164(String value) implements Comparable<E164> {
    private static final Pattern SHAPE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** Throws {@link IllegalArgumentException} when the text is not E.164; {@link #parse} is for text from outside. */
    public E164 {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an E.164 number");
        }
    }

    /** Reads text from outside; empty when it is not a number with plus sign and 7 to 15 digits. */
    public static Optional<E164> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new E164(text)) : Optional.empty();
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
