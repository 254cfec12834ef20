package dev.tandem.number;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers that look a certain way: digits, {@code *} for any digits or none, and letters for the digits of their key
 * (ITU-T E.161), as in {@code +1206*TAXI}. It is held against the whole number; without the plus sign it begins after the
 * country's calling code.
 *
 * <p>A beginning, an ending and both together ({@code 206*TAXI}) are ranges of an index. Digits between two stars are not:
 * they are looked for among a bounded number of candidates.
 */
public final class SearchPattern {
    /** The longest pattern, in characters. */
    public static final int LENGTH_MAX = 32;

    private static final Pattern SHAPE = Pattern.compile("\\+?[0-9A-Z*]{1," + (LENGTH_MAX - 1) + "}");
    private static final String KEYS = "22233344455566677778889999";

    private final String text;

    private SearchPattern(String text) {
        this.text = text;
    }

    /** Reads text from outside; empty when it holds anything but digits, letters and stars after an optional plus sign. */
    public static Optional<SearchPattern> parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return SHAPE.matcher(upper).matches() ? Optional.of(new SearchPattern(digits(upper))) : Optional.empty();
    }

    private static String digits(String text) {
        return text.chars()
                .map(c -> c >= 'A' && c <= 'Z' ? KEYS.charAt(c - 'A') : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The same against the digits of whole numbers, without plus sign. */
    public String international(int callingCode) {
        return text.startsWith("+") ? text.substring(1) : callingCode + text;
    }

    /** Whether a number of a country with this calling code looks like it. */
    public boolean matches(E164 number, int callingCode) {
        String expression = international(callingCode).replaceAll("\\*+", "[0-9]*");
        return Pattern.matches("\\+" + expression, number.value());
    }

    @Override
    public String toString() {
        return text;
    }
}
