package dev.tandem.trunk;

import dev.tandem.route.Trunk;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many calls each trunk carries, and how many more it may begin. New calls are spaced by the generic cell rate
 * algorithm (ITU-T I.371): as many at once as a second allows, then one after another.
 *
 * <p>Pure: the time is an argument. Its size is bounded by the trunks that carry calls or began one lately. Thread-safe.
 */
public final class TrunkLoad {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Map<String, Load> byTrunk = new HashMap<>();
    private long refused;

    /** Calls up, and when the next would be due if they came evenly. */
    private record Load(int calls, long dueNanos) {}

    /** Counts a new call, if the trunk's limits allow it; whoever got true says {@link #ended} once. */
    public synchronized boolean begins(Trunk trunk, long nowNanos) {
        Load load = Optional.ofNullable(byTrunk.get(trunk.name())).orElseGet(() -> new Load(0, nowNanos));
        OptionalInt due = trunk.maxCallsPerSecond();
        // Differences only: the nanosecond clock may overflow.
        long waitNanos = Math.max(0, load.dueNanos() - nowNanos);
        boolean tooSoon = due.isPresent() && waitNanos > SECOND_NANOS - SECOND_NANOS / due.getAsInt();
        boolean full =
                trunk.maxCalls().isPresent() && load.calls() >= trunk.maxCalls().getAsInt();
        if (tooSoon || full) {
            refused++;
            return false;
        }
        long spacingNanos = due.isPresent() ? SECOND_NANOS / due.getAsInt() : 0;
        byTrunk.put(trunk.name(), new Load(load.calls() + 1, nowNanos + waitNanos + spacingNanos));
        return true;
    }

    /** A call that was counted is over. */
    public synchronized void ended(String trunk, long nowNanos) {
        byTrunk.computeIfPresent(trunk, (name, load) -> new Load(load.calls() - 1, load.dueNanos()));
        byTrunk.values().removeIf(load -> load.calls() == 0 && load.dueNanos() - nowNanos <= 0);
    }

    /** Calls up on a trunk. */
    public synchronized int calls(String trunk) {
        return Optional.ofNullable(byTrunk.get(trunk)).map(Load::calls).orElse(0);
    }

    /** Calls that found their trunk full. */
    public synchronized long refused() {
        return refused;
    }
}
