package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Set;

/** Country codes from outside, and their names in the reader's language. */
final class Countries {
    private static final Set<String> ISO = Set.of(Locale.getISOCountries());

    private Countries() {}

    /** Reads a path's country code (ISO 3166-1, two letters); 400 when there is no such country. */
    static String read(String text) {
        String country = text.toUpperCase(Locale.ROOT);
        if (!ISO.contains(country)) {
            throw AcsException.badRequest(
                    "countryCode must be a country's two-letter code (ISO 3166-1), such as US.", "countryCode");
        }
        return country;
    }

    /** The country's name in the first language the request accepts, else in English. */
    static String name(String country, HttpHeaders headers) {
        Locale language = headers.getAcceptableLanguages().stream()
                .filter(accepted -> !accepted.getLanguage().isEmpty()
                        && !accepted.getLanguage().equals("*"))
                .findFirst()
                .orElse(Locale.ENGLISH);
        return new Locale.Builder().setRegion(country).build().getDisplayCountry(language);
    }
}
