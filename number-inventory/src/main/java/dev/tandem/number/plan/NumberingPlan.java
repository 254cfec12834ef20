package dev.tandem.number.plan;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import dev.tandem.number.E164;
import java.util.Optional;

/**
 * Country and area code of a number, from libphonenumber's numbering plans.
 *
 * <p>The plans call most fictitious numbers invalid, so a number the plans do not know is placed by a sibling with the
 * same area code (North America) or by its country calling code.
 */
public final class NumberingPlan {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final int NORTH_AMERICA = 1;
    private static final int NORTH_AMERICAN_AREA_DIGITS = 3;
    private static final long SUBSCRIBERS_PER_AREA = 10_000_000L;
    private static final long PLAUSIBLE_SUBSCRIBER = 234_5678L;

    private static final ShortNumberInfo SHORT_NUMBERS = ShortNumberInfo.getInstance();

    private NumberingPlan() {}

    /** Calling code of an ISO 3166-1 country, 0 when there is no such country. */
    public static int callingCode(String country) {
        return PLANS.getCountryCodeForRegion(country);
    }

    /** Why this number is never sold, in words; empty when it may be. */
    public static Optional<String> refusal(E164 number) {
        PhoneNumber parsed = parsed(number);
        if (parsed.getCountryCode() == 0) {
            return Optional.of("no country has this calling code");
        }
        if (PLANS.getNumberType(parsed) == PhoneNumberUtil.PhoneNumberType.PREMIUM_RATE) {
            return Optional.of("a premium rate number");
        }
        return SHORT_NUMBERS.isValidShortNumber(parsed)
                ? Optional.of("an emergency number or short code")
                : Optional.empty();
    }

    /** ISO 3166-1 country, or empty when no country has the calling code. */
    public static Optional<String> country(E164 number) {
        PhoneNumber parsed = parsed(number);
        return region(parsed)
                .or(() -> region(sibling(parsed)))
                .or(() -> Optional.of(PLANS.getRegionCodeForCountryCode(parsed.getCountryCode()))
                        .filter(NumberingPlan::isCountry));
    }

    /** Area code (national destination code), empty text when the plan has none. */
    public static String areaCode(E164 number) {
        PhoneNumber parsed = parsed(number);
        String national = PLANS.getNationalSignificantNumber(parsed);
        return national.substring(0, Math.min(areaDigits(parsed), national.length()));
    }

    private static int areaDigits(PhoneNumber parsed) {
        if (parsed.getCountryCode() == NORTH_AMERICA) {
            return NORTH_AMERICAN_AREA_DIGITS;
        }
        int geographic = PLANS.getLengthOfGeographicalAreaCode(parsed);
        return geographic > 0 ? geographic : PLANS.getLengthOfNationalDestinationCode(parsed);
    }

    private static Optional<String> region(PhoneNumber parsed) {
        return Optional.ofNullable(PLANS.getRegionCodeForNumber(parsed)).filter(NumberingPlan::isCountry);
    }

    /** "001" and "ZZ" are libphonenumber's words for the world and for nowhere. */
    private static boolean isCountry(String region) {
        return region.length() == 2 && !region.equals("ZZ");
    }

    private static PhoneNumber sibling(PhoneNumber parsed) {
        if (parsed.getCountryCode() != NORTH_AMERICA) {
            return parsed;
        }
        long area = parsed.getNationalNumber() / SUBSCRIBERS_PER_AREA;
        return new PhoneNumber()
                .setCountryCode(NORTH_AMERICA)
                .setNationalNumber(area * SUBSCRIBERS_PER_AREA + PLAUSIBLE_SUBSCRIBER);
    }

    private static PhoneNumber parsed(E164 number) {
        try {
            return PLANS.parse(number.value(), null);
        } catch (com.google.i18n.phonenumbers.NumberParseException e) {
            // A well-shaped number under a calling code nobody has: no country, no area code.
            return new PhoneNumber().setCountryCode(0).setNationalNumber(number.digits());
        }
    }
}
