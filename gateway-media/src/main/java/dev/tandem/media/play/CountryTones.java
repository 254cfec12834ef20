package dev.tandem.media.play;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Ringing tones by country (ITU-T E.180 and its supplement 2, "Various tones used in national networks"); where
 * a country is missing, what E.180 recommends. Modulated tones are given as the two frequencies that sound like them.
 */
public final class CountryTones {
    private static final String RECOMMENDED = "425/1000 0/4000";
    private static final String BRITISH_RING = "400+450/400 0/200 400+450/400 0/2000";
    private static final String NORTH_AMERICAN = "440+480/2000 0/4000";

    private static final String TABLE = """
            AT 420/1000 0/5000
            AU 400+425/400 0/200 400+425/400 0/2000
            BE 425/1000 0/3000
            BR 425/1000 0/4000
            CN 450/1000 0/4000
            DE 425/1000 0/4000
            DK 425/1000 0/4000
            ES 425/1500 0/3000
            FI 425/1000 0/4000
            FR 440/1500 0/3500
            IN 400+425/400 0/200 400+425/400 0/2000
            IT 425/1000 0/4000
            JP 384+416/1000 0/2000
            MX 425/1000 0/4000
            PT 425/1000 0/5000
            RU 425/800 0/3200
            SE 425/1000 0/5000
            ZA 400+433/400 0/200 400+433/400 0/2000""";

    private static final Map<String, String> TONES = table();

    private CountryTones() {}

    private static Map<String, String> table() {
        Map<String, String> tones = new HashMap<>();
        TABLE.lines().forEach(line -> tones.put(line.substring(0, 2), line.substring(3)));
        tones.put("US", NORTH_AMERICAN);
        tones.put("CA", NORTH_AMERICAN);
        tones.put("GB", BRITISH_RING);
        tones.put("IE", BRITISH_RING);
        tones.put("NZ", BRITISH_RING);
        return Map.copyOf(tones);
    }

    /** What a caller hears while the other side rings; the country by its ISO 3166 letters. */
    public static ToneCadence ringback(String country) {
        return ToneCadence.of(TONES.getOrDefault(country.toUpperCase(Locale.ROOT), RECOMMENDED));
    }
}
