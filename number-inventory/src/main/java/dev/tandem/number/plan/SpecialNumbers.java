package dev.tandem.number.plan;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.tandem.number.E164;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers that are dear to call, because somebody earns by them: premium rate and shared cost by the countries' plans, and
 * the calling codes of no country (ITU-T E.164, list of assigned codes): satellites, international networks, and what is
 * spare.
 */
public final class SpecialNumbers {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final int E164_CHARS_MIN = 8;

    private static final String SATELLITE = "satellite";
    private static final String NETWORK = "international network";

    private static final Map<Integer, String> WITHOUT_COUNTRY = Map.of(
            808, "international shared cost",
            870, SATELLITE,
            878, "universal personal",
            881, SATELLITE,
            882, NETWORK,
            883, NETWORK,
            888, NETWORK,
            979, "international premium rate",
            991, NETWORK,
            999, "unassigned");

    private SpecialNumbers() {}

    /** What makes a number dear, such as {@code premium rate}; empty for an ordinary one. */
    public static Optional<String> kind(E164 number) {
        try {
            PhoneNumber parsed = PLANS.parse(number.value(), null);
            return Optional.ofNullable(WITHOUT_COUNTRY.get(parsed.getCountryCode()))
                    .or(() -> byPlan(number.value(), parsed));
        } catch (NumberParseException nobodys) {
            return Optional.of("unassigned");
        }
    }

    private static Optional<String> byPlan(String number, PhoneNumber parsed) {
        if (PLANS.isValidNumber(parsed)) {
            return byType(parsed);
        }
        // Exchanges stop listening when they know enough: digits behind a premium number make it no other.
        for (int chars = number.length() - 1; chars >= E164_CHARS_MIN; chars--) {
            Optional<String> dear = shortened(number.substring(0, chars)).flatMap(SpecialNumbers::byType);
            if (dear.isPresent()) {
                return dear;
            }
        }
        return Optional.empty();
    }

    private static Optional<PhoneNumber> shortened(String number) {
        try {
            return Optional.of(PLANS.parse(number, null)).filter(PLANS::isValidNumber);
        } catch (NumberParseException tooShort) {
            return Optional.empty();
        }
    }

    private static Optional<String> byType(PhoneNumber parsed) {
        PhoneNumberType type = PLANS.getNumberType(parsed);
        if (type == PhoneNumberType.PREMIUM_RATE) {
            return Optional.of("premium rate");
        }
        return type == PhoneNumberType.SHARED_COST ? Optional.of("shared cost") : Optional.empty();
    }
}
