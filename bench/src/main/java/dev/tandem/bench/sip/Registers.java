package dev.tandem.bench.sip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a registration (REGISTER, 401, REGISTER, 200) costs in CPU time, beside kamailio with its locations in memory.
 *
 * <pre>
 * bench/run sip.Registers rates=100,300 seconds=20 rounds=3 warm=9000
 * </pre>
 */
public final class Registers {
    private static final int USERS = 500;
    private static final int WARM_RATE = 300;
    /** Where kamailio's locations are relays to nowhere: nobody calls. */
    private static final String NOBODY = "127.0.0.2:9";

    private Registers() {}

    /** See above and {@link Terms}. */
    public static void main(String[] words) throws Exception {
        Path directory = Files.createTempDirectory("tandem-sip-registers");
        Terms terms = Terms.of(words);
        try (Kamailio kamailio = new Kamailio(NOBODY, directory.resolve("kamailio.log"));
                Tandem tandem = new Tandem(directory.resolve("data"), terms)) {
            Path ours = tandem.users(USERS, directory.resolve("tandem.csv"));
            Path theirs = kamailioUsers(directory.resolve("kamailio.csv"));
            Comparison comparison = new Comparison(
                    terms,
                    tandem,
                    kamailio,
                    (subject, load) -> Sipp.registers(directory, subject, subject == tandem ? ours : theirs, load));
            comparison.cost(tandem, new Load(WARM_RATE, Math.max(1, terms.warm())));
            comparison.print();
        }
        System.exit(0);
    }

    private static Path kamailioUsers(Path file) throws Exception {
        List<String> lines = new ArrayList<>(List.of("SEQUENTIAL"));
        for (int i = 0; i < USERS; i++) {
            lines.add(Sipp.user("user" + i, "localhost", "secret"));
        }
        return Files.write(file, lines);
    }
}
