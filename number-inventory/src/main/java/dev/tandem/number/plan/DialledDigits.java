package dev.tandem.number.plan;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.tandem.number.E164;
import java.util.Optional;

/**
 * Numbers as they are dialled and shown in a country: nationally, with or without its trunk prefix, with its international
 * prefix ({@code 011}, {@code 00}), or internationally without a plus.
 */
public final class DialledDigits {
    /** Fewer are an extension or a short code, which means something only where it is dialled. */
    private static final int DIGITS_MIN = 7;

    private static final int CHARS_MAX = 32;
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    private DialledDigits() {}

    /**
     * The number that is meant.
     *
     * @param country ISO 3166-1
     * @return empty when it is no number, or so short that it may be a code
     */
    public static Optional<E164> e164(String dialled, String country) {
        String digits = withoutSeparators(dialled);
        if (digits.startsWith("+")) {
            return E164.parse(digits);
        }
        if (digits.length() < DIGITS_MIN || !areDigits(digits)) {
            return Optional.empty();
        }
        // What the plans know goes before what merely could be; a number written nationally before one without its
        // plus.
        return national(digits, country)
                .filter(PLANS::isValidNumber)
                .flatMap(DialledDigits::formatted)
                .or(() -> international(digits).filter(number -> isValid("+" + digits)))
                .or(() -> digits.startsWith("00") ? international(digits.substring(2)) : Optional.empty())
                .or(() -> national(digits, country)
                        .filter(PLANS::isPossibleNumber)
                        .flatMap(DialledDigits::formatted))
                .or(() -> international(digits));
    }

    private static Optional<PhoneNumber> national(String digits, String country) {
        try {
            return Optional.of(PLANS.parse(digits, country));
        } catch (NumberParseException impossible) {
            return Optional.empty();
        }
    }

    private static boolean isValid(String international) {
        try {
            return PLANS.isValidNumber(PLANS.parse(international, null));
        } catch (NumberParseException impossible) {
            return false;
        }
    }

    private static Optional<E164> formatted(PhoneNumber number) {
        return E164.parse(PLANS.format(number, PhoneNumberFormat.E164));
    }

    private static Optional<E164> international(String digits) {
        return E164.parse("+" + digits);
    }

    private static boolean areDigits(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String withoutSeparators(String dialled) {
        StringBuilder bare = new StringBuilder(CHARS_MAX);
        for (int at = 0; at < dialled.length() && bare.length() < CHARS_MAX; at++) {
            if (" ().-".indexOf(dialled.charAt(at)) < 0) {
                bare.append(dialled.charAt(at));
            }
        }
        return bare.toString();
    }
}
