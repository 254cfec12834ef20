package dev.tandem.route;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression over dialled numbers, found anywhere in the number unless anchored, as Azure's routes do it.
 *
 * <p>Java's engine backtracks: an expression such as {@code .*.*.*.*.*.*x} takes very long on a number that fails it. So
 * the steps of each evaluation are counted and bounded, and an expression that runs into the bound on sample numbers is
 * refused when it is configured.
 */
public final class NumberPattern {

    private static final int CHARS_MAX = 1024;
    private static final int NUMBER_CHARS_MAX = 64;
    private static final int STEPS_MAX = 20_000;
    private static final List<String> SAMPLES = List.of(
            "+111111111111111", "+11111111111111111111111!", "+123456789012345", "aaaaaaaaaaaaaaaaaaaaaaaa!", "");

    private final Pattern pattern;

    private NumberPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Reads an expression; empty when it is malformed, too long or too costly. */
    public static Optional<NumberPattern> parse(String text) {
        if (text.isEmpty() || text.length() > CHARS_MAX) {
            return Optional.empty();
        }
        try {
            NumberPattern candidate = new NumberPattern(Pattern.compile(text));
            SAMPLES.forEach(candidate::find);
            return Optional.of(candidate);
        } catch (PatternSyntaxException | TooManySteps refused) {
            return Optional.empty();
        }
    }

    /** Whether the number matches; one that costs too much to decide does not. */
    public boolean matches(String number) {
        try {
            return number.length() <= NUMBER_CHARS_MAX && find(number);
        } catch (TooManySteps undecided) {
            return false;
        }
    }

    /** The expression as it was given. */
    public String text() {
        return pattern.pattern();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberPattern that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }

    private boolean find(String number) {
        return pattern.matcher(new Counted(number, new AtomicInteger())).find();
    }

    /** Counts the characters the engine looks at: every step of backtracking looks at one. */
    private record Counted(CharSequence text, AtomicInteger steps) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (steps.incrementAndGet() > STEPS_MAX) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** The way out of the engine, which knows no other. */
    private static final class TooManySteps extends RuntimeException {
        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
