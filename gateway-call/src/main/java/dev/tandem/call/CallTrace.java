package dev.tandem.call;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a call and why, one line a step, for {@code GET /calls/{id}/trace}.
 *
 * <p>Bounded: a peer that re-INVITEs for hours must not fill the memory. Written by its call loop, read by any thread.
 */
public final class CallTrace {

    private static final int STEPS_MAX = 200;

    private final Clock clock;
    private final List<Step> steps = new ArrayList<>();
    private int omitted;

    /** An empty trace. */
    public CallTrace(Clock clock) {
        this.clock = clock;
    }

    /** Adds a step, if there is room. */
    public synchronized void add(String leg, String what) {
        if (steps.size() < STEPS_MAX) {
            steps.add(new Step(clock.instant(), leg, what));
        } else {
            omitted++;
        }
    }

    /** The steps so far. */
    public synchronized List<Step> steps() {
        List<Step> all = new ArrayList<>(steps);
        if (omitted > 0) {
            all.add(new Step(steps.get(steps.size() - 1).at(), "gateway", omitted + " later steps not kept"));
        }
        return List.copyOf(all);
    }

    /**
     * One step.
     *
     * @param at when
     * @param leg {@code caller}, {@code callee 0}, … or {@code gateway}
     * @param what the message or decision, in words
     */
    public record Step(Instant at, String leg, String what) {}
}
