package dev.tandem.media.play;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Ringing and busy tones by country (ITU-T E.180 and its supplement 2, "Various tones used in national networks"); where
 * a country is missing, what E.180 recommends. Modulated tones are given as the two frequencies that sound like them.
 */
public final class CountryTones {
    private static final String RECOMMENDED = "425/1000 0/4000 | 425/500 0/500";
    private static final String BRITISH_RING = "400+450/400 0/200 400+450/400 0/2000";
    private static final String NORTH_AMERICAN = "440+480/2000 0/4000 | 480+620/500 0/500";

    private static final String TABLE = """
            AT 420/1000 0/5000 | 420/400 0/400
            AU 400+425/400 0/200 400+425/400 0/2000 | 425/375 0/375
            BE 425/1000 0/3000 | 425/500 0/500
            BR 425/1000 0/4000 | 425/250 0/250
            CN 450/1000 0/4000 | 450/350 0/350
            DE 425/1000 0/4000 | 425/480 0/480
            DK 425/1000 0/4000 | 425/250 0/250
            ES 425/1500 0/3000 | 425/200 0/200
            FI 425/1000 0/4000 | 425/300 0/300
            FR 440/1500 0/3500 | 440/500 0/500
            IN 400+425/400 0/200 400+425/400 0/2000 | 400/750 0/750
            IT 425/1000 0/4000 | 425/500 0/500
            JP 384+416/1000 0/2000 | 400/500 0/500
            MX 425/1000 0/4000 | 425/250 0/250
            PT 425/1000 0/5000 | 425/500 0/500
            RU 425/800 0/3200 | 425/400 0/400
            SE 425/1000 0/5000 | 425/250 0/250
            ZA 400+433/400 0/200 400+433/400 0/2000 | 400/500 0/500""";

    private static final Map<String, String> TONES = table();

    private CountryTones() {}

    private static Map<String, String> table() {
        Map<String, String> tones = new HashMap<>();
        TABLE.lines().forEach(line -> tones.put(line.substring(0, 2), line.substring(3)));
        tones.put("US", NORTH_AMERICAN);
        tones.put("CA", NORTH_AMERICAN);
        tones.put("GB", BRITISH_RING + " | 400/375 0/375");
        tones.put("IE", BRITISH_RING + " | 425/500 0/500");
        tones.put("NZ", BRITISH_RING + " | 400/500 0/500");
        return Map.copyOf(tones);
    }

    /** What a caller hears while the other side rings; the country by its ISO 3166 letters. */
    public static ToneCadence ringback(String country) {
        return half(country, 0);
    }

    /** What a caller hears of a busy line. */
    public static ToneCadence busy(String country) {
        return half(country, 1);
    }

    private static ToneCadence half(String country, int index) {
        String both = TONES.getOrDefault(country.toUpperCase(Locale.ROOT), RECOMMENDED);
        return ToneCadence.of(both.split(" \\| ")[index]);
    }
}
