package dev.tandem.operation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A key of a telephone, in the words of Azure Communication Services and as a character. */
public enum Tone {
    ZERO('0'),
    ONE('1'),
    TWO('2'),
    THREE('3'),
    FOUR('4'),
    FIVE('5'),
    SIX('6'),
    SEVEN('7'),
    EIGHT('8'),
    NINE('9'),
    A('A'),
    B('B'),
    C('C'),
    D('D'),
    POUND('#'),
    ASTERISK('*');

    private final char digit;

    Tone(char digit) {
        this.digit = digit;
    }

    /** The key as a character. */
    public char digit() {
        return digit;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name on the wire. */
    public static Optional<Tone> of(String wire) {
        for (Tone tone : values()) {
            if (tone.wire().equals(wire)) {
                return Optional.of(tone);
            }
        }
        return Optional.empty();
    }

    static String nameOf(char digit) {
        for (Tone tone : values()) {
            if (tone.digit == digit) {
                return tone.wire();
            }
        }
        throw new IllegalArgumentException("no key " + digit);
    }

    static List<String> namesOf(String digits) {
        return digits.chars().mapToObj(digit -> nameOf((char) digit)).toList();
    }
}
