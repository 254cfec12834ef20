package dev.tandem.route;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what was dialled as +E.164 (ITU-T E.164: at most 15 digits). */
final class DialledNumber {

    private static final Pattern E164_DIGITS = Pattern.compile("[1-9][0-9]{6,14}");

    private DialledNumber() {}

    /**
     * The +E.164 form of {@code dialled}, if it can be one. Carriers leave out the plus or write 00 for it; the
     * separators people type are dropped.
     */
    static Optional<String> e164(String dialled) {
        String digits = dialled.replaceAll("[ ().-]", "");
        if (digits.startsWith("+")) {
            digits = digits.substring(1);
        } else if (digits.startsWith("00")) {
            digits = digits.substring(2);
        }
        return E164_DIGITS.matcher(digits).matches() ? Optional.of("+" + digits) : Optional.empty();
    }
}
