package dev.tandem.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Judges a row: survived, or what it died with. */
final class Verdict {
    private static final double CALL_SHARE_MIN = 0.995;
    private static final long GAP_MAX_NANOS = 80_000_000;
    private static final double NEW_CALL_SHARE_MIN = 0.95;

    /** What a heap may have more after an attack: tables that are bounded fill once. */
    private static final double HEAP_TOLERANCE = 0.1;

    private static final int DESCRIPTOR_TOLERANCE = 20;

    private Verdict() {}

    static int heapTolerance(int heapMegabytes) {
        return (int) (heapMegabytes * HEAP_TOLERANCE);
    }

    static boolean isBack(Vitals before, Vitals now, int heapMegabytes) {
        return now.isBack(before, heapTolerance(heapMegabytes), DESCRIPTOR_TOLERANCE);
    }

    /** Everything that was not as it has to be; empty when the gateway survived. */
    static List<String> failings(Observed seen) {
        List<String> failings = new ArrayList<>();
        if (seen.death().isPresent()) {
            // All else follows from that.
            failings.add("process gone: " + seen.death().get());
            return failings;
        }
        call(seen, failings);
        seen.answers().forEach((asked, millis) -> {
            if (millis.isEmpty()) {
                failings.add(asked + " silent for a second after the end");
            }
        });
        seen.meanwhile().ifPresent(meanwhile -> newCall("new call meanwhile", meanwhile, failings));
        newCall("new call afterwards", seen.after(), failings);
        if (seen.after().isUp() && !seen.recorded()) {
            failings.add("its record was not kept");
        }
        held(
                "heap MB",
                seen.before().heapMegabytes(),
                seen.later().heapMegabytes(),
                heapTolerance(seen.heapMegabytes()),
                failings);
        held("descriptors", seen.before().descriptors(), seen.later().descriptors(), DESCRIPTOR_TOLERANCE, failings);
        return failings;
    }

    private static void call(Observed seen, List<String> failings) {
        if (seen.hungUp()) {
            failings.add("the call was hung up");
        }
        double share =
                seen.call().stream().mapToDouble(Reception.Way::share).min().orElse(0);
        if (share < CALL_SHARE_MIN) {
            failings.add(String.format(Locale.ROOT, "call lost %.1f %% of its packets", 100 * (1 - share)));
        }
        long gap = seen.call().stream()
                .mapToLong(Reception.Way::longestGapNanos)
                .max()
                .orElse(0);
        if (gap > GAP_MAX_NANOS) {
            failings.add(String.format(Locale.ROOT, "a gap of %,d ms", gap / 1_000_000));
        }
    }

    private static void newCall(String name, NewCall call, List<String> failings) {
        if (!call.isUp() || call.share() < NEW_CALL_SHARE_MIN) {
            failings.add(name + ": " + call);
        }
    }

    private static void held(String what, OptionalInt before, OptionalInt now, int tolerance, List<String> failings) {
        if (!Vitals.within(now, before, tolerance)) {
            failings.add(what + " " + Vitals.said(before) + " before, " + Vitals.said(now) + " half a minute after");
        }
    }
}
