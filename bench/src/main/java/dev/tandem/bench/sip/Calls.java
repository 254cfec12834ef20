package dev.tandem.bench.sip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What a call from one carrier to another costs in CPU time, records and events included, beside a stateful relay by
 * kamailio: the first hundred after a start, then warm at several rates in turn, then for long.
 *
 * <pre>
 * bench/run sip.Calls rates=50,100,150 seconds=20 rounds=3 warm=9000 hold=1000 sustained=600 sustained-rate=300
 * bench/run sip.Calls database=jdbc:postgresql://localhost/empty user=tandem password=tandem
 * </pre>
 */
public final class Calls {
    private static final Load FIRST = new Load(10, 100);
    private static final int WARM_RATE = 150;
    private static final int MEMORY_EVERY_SECONDS = 30;

    private final Terms terms;
    private final Path directory;

    private Calls(Terms terms, Path directory) {
        this.terms = terms;
        this.directory = directory;
    }

    /** See above and {@link Terms}. */
    public static void main(String[] words) throws Exception {
        new Calls(Terms.of(words), Files.createTempDirectory("tandem-sip-calls")).run();
        System.exit(0);
    }

    private void run() throws Exception {
        try (Sipp called = Sipp.callee(directory);
                Kamailio kamailio = new Kamailio(called.address(), directory.resolve("kamailio.log"));
                Tandem tandem = new Tandem(directory.resolve("data"), terms)) {
            String number = tandem.numberTo(called.address());
            Comparison comparison = new Comparison(
                    terms,
                    tandem,
                    kamailio,
                    (subject, load) -> Sipp.calls(directory, subject, number, load, terms.holdMillis()));
            first(comparison, tandem);
            if (terms.warm() > 0) {
                comparison.cost(tandem, new Load(WARM_RATE, terms.warm()));
            }
            comparison.print();
            if (terms.sustainedSeconds() > 0) {
                sustained(comparison, tandem);
            }
        }
    }

    private static void first(Comparison comparison, Tandem tandem) throws Exception {
        double cost = comparison.cost(tandem, FIRST);
        // CPU-s a thousand are CPU-ms each.
        System.out.printf(Locale.ROOT, "== first hundred: %.1f CPU-ms each%n", cost);
    }

    private void sustained(Comparison comparison, Tandem tandem) throws Exception {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        var unused = watch.scheduleAtFixedRate(() -> tell(tandem), 0, MEMORY_EVERY_SECONDS, TimeUnit.SECONDS);
        int rate = terms.sustainedRate();
        comparison.cost(tandem, new Load(rate, (long) rate * terms.sustainedSeconds()));
        watch.shutdownNow();
        tell(tandem);
    }

    private static void tell(Tandem tandem) {
        try {
            System.out.println("memory: " + tandem.memory());
        } catch (Exception missed) {
            System.out.println("memory not read: " + missed);
        }
    }
}
