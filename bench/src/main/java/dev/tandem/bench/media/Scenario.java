package dev.tandem.bench.media;

import dev.tandem.media.srtp.SrtpProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a load program is to do, read from {@code name=value} arguments.
 *
 * @param calls at once
 * @param relay the same codec on both legs, or transcoding
 * @param browser what the Opus side sends
 * @param srtp how the browser's side is protected; empty: plain RTP
 * @param complexity of the Opus encoders, 0 to 10
 * @param warmSeconds before anything counts
 * @param seconds that count
 * @param loops media loops of the engine
 * @param rounds of the floor and the engine, one after the other
 */
record Scenario(
        int calls,
        boolean relay,
        BrowserVoice browser,
        Optional<SrtpProfile> srtp,
        int complexity,
        int warmSeconds,
        int seconds,
        int loops,
        int rounds) {

    static Scenario of(String[] words) {
        Map<String, String> named = new HashMap<>(Map.of(
                "calls",
                "100",
                "work",
                "transcode",
                "browser",
                "fullband",
                "srtp",
                "none",
                "complexity",
                "5",
                "warm",
                "20",
                "seconds",
                "20",
                "loops",
                "1",
                "rounds",
                "1"));
        for (String word : words) {
            String[] pair = word.split("=", 2);
            if (pair.length != 2 || !named.containsKey(pair[0])) {
                throw new IllegalArgumentException(word + "; known: " + named.keySet());
            }
            named.put(pair[0], pair[1]);
        }
        return new Scenario(
                Integer.parseInt(value(named, "calls")),
                value(named, "work").equals("relay"),
                BrowserVoice.valueOf(value(named, "browser").toUpperCase(Locale.ROOT)),
                profile(value(named, "srtp")),
                Integer.parseInt(value(named, "complexity")),
                Integer.parseInt(value(named, "warm")),
                Integer.parseInt(value(named, "seconds")),
                Integer.parseInt(value(named, "loops")),
                Integer.parseInt(value(named, "rounds")));
    }

    private static String value(Map<String, String> named, String name) {
        return Objects.requireNonNull(named.get(name));
    }

    private static Optional<SrtpProfile> profile(String name) {
        return switch (name) {
            case "none" -> Optional.empty();
            case "gcm" -> Optional.of(SrtpProfile.AEAD_AES_128_GCM);
            case "cm" -> Optional.of(SrtpProfile.AES128_CM_SHA1_80);
            default -> throw new IllegalArgumentException("srtp=none, gcm or cm");
        };
    }

    /** The arguments of {@link Peers}; towards the floor nothing is protected. */
    List<String> peers(boolean floor) {
        return List.of(
                Integer.toString(calls),
                relay ? "relay" : "transcode",
                browser.name(),
                floor ? "none" : srtp.map(Enum::name).orElse("none"));
    }

    @Override
    public String toString() {
        return calls + " calls, "
                + (relay ? "PCMU relay" : "PCMU-Opus cx" + complexity + ", browser " + browser)
                + srtp.map(profile -> ", " + profile).orElse(", plain RTP") + ", " + loops + " loop(s)";
    }
}
