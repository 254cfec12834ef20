package dev.tandem.bench.hostile;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The process of the strangers: says {@code ready}, waits for {@code go}, does one {@link Onslaught}, and says {@code done}
 * with what was achieved. Arguments: name, seconds, and the {@link Target}'s words.
 */
final class Strangers {
    private Strangers() {}

    /** See above. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Onslaught onslaught = Onslaughts.named(words.get(0));
        Target target = Target.of(words.subList(2, words.size()));
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        System.out.println("ready");
        if (told.readLine() == null) {
            return;
        }
        long until = System.nanoTime() + Long.parseLong(words.get(1)) * 1_000_000_000;
        System.out.println("done " + onslaught.press(target, until));
        System.exit(0);
    }
}
