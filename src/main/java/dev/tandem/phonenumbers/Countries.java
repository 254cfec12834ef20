package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Country codes from outside, and their names in the reader's language. */
final class Countries {
    private static final Set<String> ISO = Set.of(Locale.getISOCountries());
    /** The JDK falls back to its own default for a language it does not know, which depends on the machine. */
    private static final Set<String> LANGUAGES = Stream.of(Locale.getAvailableLocales())
            .map(Locale::getLanguage)
            .filter(language -> !language.isEmpty())
            .collect(Collectors.toUnmodifiableSet());

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

    /** The country's name in a language. */
    static String name(String country, Locale language) {
        return new Locale.Builder().setRegion(country).build().getDisplayCountry(language);
    }

    /** The first language the request accepts that names are known in, else English. */
    static Locale language(HttpHeaders headers) {
        return headers.getAcceptableLanguages().stream()
                .filter(accepted -> LANGUAGES.contains(accepted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
