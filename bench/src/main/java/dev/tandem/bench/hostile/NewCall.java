package dev.tandem.bench.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What became of a new call of a second, to a telephone that believes to have a private address.
 *
 * @param caller who called
 * @param setUpMillis how long it took to be answered; negative when it was not
 * @param share of the worse direction's packets
 */
record NewCall(String caller, long setUpMillis, double share) {
    static final Duration WITHIN = Duration.ofSeconds(5);
    private static final AtomicInteger CALLERS = new AtomicInteger();
    private static final String BEHIND_NAT = "10.1.2.3";
    private static final long LOOK_MILLIS = 1_000;
    private static final long SETTLE_MILLIS = 200;

    static NewCall place(Parties parties) throws IOException, InterruptedException {
        String caller = "+1312555" + String.format(Locale.ROOT, "%04d", CALLERS.incrementAndGet());
        long start = System.nanoTime();
        Optional<ScriptedCall> placed = ScriptedCall.place(parties, caller, BEHIND_NAT, WITHIN);
        if (placed.isEmpty()) {
            return new NewCall(caller, -1, 0);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        try (ScriptedCall call = placed.get()) {
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            call.look();
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            double share =
                    call.seen().stream().mapToDouble(Reception.Way::share).min().orElse(0);
            return new NewCall(caller, millis, share);
        }
    }

    boolean isUp() {
        return setUpMillis >= 0;
    }

    @Override
    public String toString() {
        return isUp()
                ? String.format(Locale.ROOT, "up in %d ms with %.0f %% of its packets", setUpMillis, 100 * share)
                : "none in " + WITHIN.toSeconds() + " s";
    }
}
