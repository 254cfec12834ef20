package dev.tandem.number.stock;

import dev.tandem.number.NumberRange;
import java.util.regex.Pattern;

/**
 * A search pattern over numbers of one length: a beginning, an ending, and what must come between.
 *
 * @param range the numbers with this beginning
 * @param beginningDigits how many digits the beginning has
 * @param endingDigits how many digits the ending has
 * @param ending the number's remainder by {@link #endingStep}
 * @param text the whole pattern, to match what lies between
 */
record CompiledPattern(NumberRange range, int beginningDigits, int endingDigits, long ending, Pattern text) {
    /** Whatever there is. */
    static final CompiledPattern ANY = new CompiledPattern(NumberRange.ALL, 0, 0, 0, Pattern.compile(".*"));

    /** How many of a number's last digits the index of endings knows. */
    static final int TAIL_DIGITS = 7;

    /** Compiles a pattern of digits and stars for numbers of {@code digits} digits. */
    static CompiledPattern of(String pattern, int digits) {
        int firstStar = pattern.indexOf('*');
        String beginning = firstStar < 0 ? pattern : pattern.substring(0, firstStar);
        String ending = pattern.substring(pattern.lastIndexOf('*') + 1);
        int endingDigits = firstStar < 0 ? 0 : ending.length();
        boolean fits = pattern.replace("*", "").length() <= digits && (firstStar >= 0 || pattern.length() == digits);
        if (!fits) {
            return new CompiledPattern(NumberRange.NONE, 0, 0, 0, ANY.text());
        }
        return new CompiledPattern(
                NumberRange.of(beginning, digits).orElse(NumberRange.NONE),
                beginning.length(),
                endingDigits,
                endingDigits == 0 ? 0 : Long.parseLong(ending),
                Pattern.compile(pattern.replaceAll("\\*+", "[0-9]*")));
    }

    /** Ten to the power of the ending's digits; 1 without an ending, so that every number has remainder 0. */
    long endingStep() {
        return NumberRange.power(endingDigits);
    }

    /** Whether beginning and ending say it all. */
    boolean isRange() {
        return text.pattern().indexOf('*') == text.pattern().lastIndexOf('*');
    }

    /** The tails (see {@link #tail}) of the numbers with this ending. */
    NumberRange tails() {
        int known = Math.min(endingDigits, TAIL_DIGITS);
        long step = NumberRange.power(TAIL_DIGITS - known);
        long first = reversed(ending, known) * step;
        return new NumberRange(first, first + step - 1);
    }

    boolean matches(long number) {
        return text.matcher(Long.toString(number)).matches();
    }

    /** The last digits of a number backwards, as the index of endings keeps them. */
    static int tail(long number) {
        return (int) reversed(number, TAIL_DIGITS);
    }

    private static long reversed(long number, int digits) {
        long reversed = 0;
        long rest = number;
        for (int i = 0; i < digits; i++) {
            reversed = reversed * 10 + rest % 10;
            rest /= 10;
        }
        return reversed;
    }
}
