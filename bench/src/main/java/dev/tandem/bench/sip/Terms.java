package dev.tandem.bench.sip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a program is to do, read from {@code name=value} arguments.
 *
 * @param rates a second, each measured
 * @param seconds at each rate
 * @param rounds of kamailio and Tandem in turn
 * @param warm calls or registrations before anything counts
 * @param holdMillis how long a call is held
 * @param database {@code h2}, or a JDBC URL of an empty PostgreSQL database
 * @param user of that database
 * @param password of that user
 * @param sustainedRate of a long run at the end
 * @param sustainedSeconds of that run; 0: none
 */
record Terms(
        List<Integer> rates,
        int seconds,
        int rounds,
        int warm,
        int holdMillis,
        String database,
        String user,
        String password,
        int sustainedRate,
        int sustainedSeconds) {

    static Terms of(String[] words) {
        Map<String, String> named = new HashMap<>(Map.of(
                "rates", "50,100,150",
                "seconds", "20",
                "rounds", "3",
                "warm", "9000",
                "hold", "1000",
                "database", "h2",
                "user", "tandem",
                "password", "tandem",
                "sustained-rate", "300",
                "sustained", "0"));
        for (String word : words) {
            String[] pair = word.split("=", 2);
            if (pair.length != 2 || !named.containsKey(pair[0])) {
                throw new IllegalArgumentException(word + "; known: " + named.keySet());
            }
            named.put(pair[0], pair[1]);
        }
        return new Terms(
                Stream.of(value(named, "rates").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(value(named, "seconds")),
                Integer.parseInt(value(named, "rounds")),
                Integer.parseInt(value(named, "warm")),
                Integer.parseInt(value(named, "hold")),
                value(named, "database"),
                value(named, "user"),
                value(named, "password"),
                Integer.parseInt(value(named, "sustained-rate")),
                Integer.parseInt(value(named, "sustained")));
    }

    private static String value(Map<String, String> named, String name) {
        return Objects.requireNonNull(named.get(name));
    }
}
