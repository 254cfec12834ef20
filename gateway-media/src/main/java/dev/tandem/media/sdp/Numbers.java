package dev.tandem.media.sdp;

import java.util.OptionalInt;

/** Reads the decimal numbers of a description without ever throwing. */
final class Numbers {
    private static final int DIGITS_MAX = 9;

    private Numbers() {}

    /** A non-negative number up to {@code max}; empty when it is anything else, signs and blanks included. */
    static OptionalInt parse(String text, int max) {
        if (text.isEmpty() || text.length() > DIGITS_MAX) {
            return OptionalInt.empty();
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            value = value * 10 + digit;
        }
        return value <= max ? OptionalInt.of(value) : OptionalInt.empty();
    }
}
