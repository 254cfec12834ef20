package dev.tandem.number.plan;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import dev.tandem.number.Locality;
import java.util.Locale;
import java.util.Optional;

/** Names of towns in other languages, as far as libphonenumber's geocoder knows them. */
public final class PlaceNames {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final PhoneNumberOfflineGeocoder PLACES = PhoneNumberOfflineGeocoder.getInstance();
    private static final String SUBSCRIBER = "2345678901";

    private PlaceNames() {}

    /** The town's name in a language; the name it has in stock when nobody knows better. Country: ISO 3166-1. */
    public static String localized(String country, Locality town, Locale language) {
        String inStock = town.place().locality();
        return sample(country, town.areaCode())
                .filter(number -> name(number, Locale.ENGLISH).equals(inStock))
                .map(number -> name(number, language))
                .filter(name -> !name.isEmpty())
                .orElse(inStock);
    }

    /** Some number of the area: the geocoder goes by how a number begins. */
    private static Optional<PhoneNumber> sample(String country, String areaCode) {
        PhoneNumber example = PLANS.getExampleNumber(country);
        if (areaCode.isEmpty() || example == null) {
            return Optional.empty();
        }
        int digits = PLANS.getNationalSignificantNumber(example).length();
        String filled = areaCode + SUBSCRIBER;
        String national = filled.substring(0, Math.min(filled.length(), Math.max(digits, areaCode.length())));
        return Optional.of(
                new PhoneNumber().setCountryCode(example.getCountryCode()).setNationalNumber(Long.parseLong(national)));
    }

    /** The town alone: the geocoder adds the state after a comma. */
    private static String name(PhoneNumber number, Locale language) {
        return PLACES.getDescriptionForValidNumber(number, language)
                .split(",", 2)[0]
                .strip();
    }
}
