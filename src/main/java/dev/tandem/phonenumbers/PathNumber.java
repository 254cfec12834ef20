package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsException;
import dev.tandem.number.E164;

/** The phone number in a path, sent with {@code +} or {@code %2B}. */
final class PathNumber {
    private PathNumber() {}

    /** 400 for what is not a number. */
    static E164 read(String text) {
        return E164.parse(text)
                .orElseThrow(() -> AcsException.badRequest(
                        "phoneNumber must be in E.164 form, such as +14255550123.", "phoneNumber"));
    }
}
