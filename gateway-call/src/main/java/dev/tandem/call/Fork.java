package dev.tandem.call;

import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallPlan.Wave;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One party rung at several places: the places of a wave at once, the waves one after another, and the first answer wins
 * (RFC 3261, section 16.7). Branches are numbered from 0 in the order they are tried.
 *
 * <p>Pure. Not thread-safe; owned by the call loop of its call.
 */
public final class Fork {

    /** The winner before anyone has answered. */
    public static final int NO_BRANCH = -1;

    private final List<Wave> wavesLeft = new ArrayList<>();
    private final BitSet ringing = new BitSet();
    private final FailedBranches failures = new FailedBranches();
    private int branchesTried;
    private int winner = NO_BRANCH;

    /** One place to try. */
    public record Branch(int number, Destination destination) {}

    /** Begins with the first of these waves. */
    public List<Branch> start(List<Wave> waves) {
        wavesLeft.addAll(waves);
        return nextWave();
    }

    private List<Branch> nextWave() {
        List<Branch> branches = new ArrayList<>();
        for (Destination destination : wavesLeft.remove(0).destinations()) {
            ringing.set(branchesTried);
            branches.add(new Branch(branchesTried++, destination));
        }
        return branches;
    }

    /** A branch answered first; returns the losers, which are to be released. */
    public List<Integer> answered(int branch) {
        ringing.clear(branch);
        winner = branch;
        return giveUp();
    }

    /** A branch failed; returns what to try next. When that is nothing, {@link #isOver} tells whether all is lost. */
    public List<Branch> failed(int branch, int status, String reason) {
        ringing.clear(branch);
        failures.add(status, reason);
        boolean next = ringing.isEmpty() && !wavesLeft.isEmpty() && FailedBranches.mayTryNextTrunk(status);
        return next ? nextWave() : List.of();
    }

    /** Whether the last failure was the one that counts; the branches that still ring are to be given up. */
    public boolean isOver() {
        // A callee who declines everywhere (6xx, RFC 3261 section 16.7) stops the other phones too.
        return ringing.isEmpty() || failures.isFinal();
    }

    /** Stops; returns the branches that ring, which are to be released. */
    public List<Integer> giveUp() {
        List<Integer> releasing = ringing.stream().boxed().toList();
        ringing.clear();
        return releasing;
    }

    /** The branch that answered, or {@link #NO_BRANCH}. */
    public int winner() {
        return winner;
    }

    /** How many ring now. */
    int ringing() {
        return ringing.cardinality();
    }

    /** The SIP status of the failure that says most. */
    public int status() {
        return failures.status();
    }

    /** Its reason phrase. */
    public String text() {
        return failures.text();
    }

    /** What it means for the call. */
    public EndReason reason() {
        return failures.reason();
    }
}
