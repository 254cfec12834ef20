package dev.tandem.number.plan;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.tandem.number.E164;
import java.util.Optional;

/**
 * What the numbering plans tell about any number in the world. Who operates it today they cannot tell: numbers are ported.
 *
 * @param national as written inside its country
 * @param international as written abroad
 * @param country ISO 3166-1; empty when no country has the calling code
 */
public record NumberFacts(
        E164 number, String national, String international, Optional<String> country, Service service) {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    /** The service behind a number. */
    public enum Service {
        UNKNOWN,
        GEOGRAPHIC,
        MOBILE,
        OTHER
    }

    /** The facts of a number. */
    public static NumberFacts of(E164 number) {
        try {
            PhoneNumber parsed = PLANS.parse(number.value(), null);
            return new NumberFacts(
                    number,
                    PLANS.format(parsed, PhoneNumberFormat.NATIONAL),
                    PLANS.format(parsed, PhoneNumberFormat.INTERNATIONAL),
                    NumberingPlan.country(number),
                    service(parsed));
        } catch (NumberParseException unassigned) {
            return new NumberFacts(number, number.value(), number.value(), Optional.empty(), Service.UNKNOWN);
        }
    }

    private static Service service(PhoneNumber parsed) {
        return switch (PLANS.getNumberType(parsed)) {
            case FIXED_LINE -> Service.GEOGRAPHIC;
            case MOBILE -> Service.MOBILE;
            // North America gives both the same numbers.
            case FIXED_LINE_OR_MOBILE, UNKNOWN -> Service.UNKNOWN;
            default -> Service.OTHER;
        };
    }

    /** The digits a country's numbers begin with, such as 1 or 44; 0 when there is no such country. */
    public static int callingCode(String country) {
        return PLANS.getCountryCodeForRegion(country);
    }
}
