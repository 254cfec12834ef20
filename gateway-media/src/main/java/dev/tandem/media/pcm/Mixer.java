package dev.tandem.media.pcm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds up what the loudest parties say, for everyone to hear without themselves. Each 20 ms: {@link #choose} the speakers
 * by how loud they are, have those that {@linkplain Contribution#sounds sound} say their frame, {@link #sum}, and take
 * {@link #total()} for those who said nothing and {@link #without} for those who did.
 *
 * <p>At most {@value #SPEAKERS_MAX} speak at once, and nobody below the gate does: the hiss of a hundred open microphones
 * adds up too. All come and go by ramps. One owner.
 */
public final class Mixer {
    /** How many are heard at once. */
    public static final int SPEAKERS_MAX = 4;

    /** Mean magnitude of the quietest frame taken for speech: about -62 dB below full scale. */
    static final float GATE = 20;

    private static final int[] NOTHING = {};

    private final List<Contribution> contributions = new ArrayList<>();
    private final Contribution[] speakers = new Contribution[SPEAKERS_MAX];
    private int speaking;
    private int sampleRateHz;
    /** None before the first party: most calls never need it. */
    private int[] total = NOTHING;
    /** What {@link #without} gives: one array for all who ask, so that a room takes less of the cache. */
    private int[] others = NOTHING;

    /** A mixer nobody speaks to yet. */
    public Mixer(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    /** The rate of all its frames. */
    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** Goes on at another rate. */
    public void retune(int newRateHz) {
        sampleRateHz = newRateHz;
        allocate();
        contributions.forEach(contribution -> contribution.retune(total.length));
    }

    private void allocate() {
        total = new int[sampleRateHz / 50];
        others = new int[total.length];
    }

    /** Someone more. */
    public void add(Contribution contribution) {
        if (total.length == 0) {
            allocate();
        }
        contribution.retune(total.length);
        contributions.add(contribution);
    }

    /** Someone less; a step if it still sounds. */
    public void remove(Contribution contribution) {
        contributions.remove(contribution);
        if (contributions.isEmpty()) {
            total = NOTHING;
            others = NOTHING;
        }
    }

    /** Chooses who is heard in this frame. */
    public void choose() {
        speaking = 0;
        for (int i = 0; i < contributions.size(); i++) {
            Contribution candidate = contributions.get(i);
            if (candidate.eligible()) {
                rank(candidate);
            }
        }
        for (int i = 0; i < contributions.size(); i++) {
            contributions.get(i).choose(isSpeaker(contributions.get(i)));
        }
    }

    /** Puts a candidate in its place among the loudest so far. */
    private void rank(Contribution candidate) {
        int place = speaking;
        while (place > 0 && speakers[place - 1].rank() < candidate.rank()) {
            put(speakers[place - 1], place);
            place--;
        }
        put(candidate, place);
        if (place < SPEAKERS_MAX) {
            speaking = Math.min(SPEAKERS_MAX, speaking + 1);
        }
    }

    /** Nothing is written where nothing changes: a collector that works beside the threads asks a price for each reference. */
    private void put(Contribution speaker, int place) {
        if (place < SPEAKERS_MAX && speakers[place] != speaker) {
            speakers[place] = speaker;
        }
    }

    private boolean isSpeaker(Contribution contribution) {
        for (int i = 0; i < speaking; i++) {
            if (speakers[i] == contribution) {
                return true;
            }
        }
        return false;
    }

    /** Adds up what was said. */
    public void sum() {
        Arrays.fill(total, 0);
        for (int i = 0; i < contributions.size(); i++) {
            Contribution contribution = contributions.get(i);
            if (contribution.said()) {
                add(total, contribution.samples());
            }
        }
    }

    private static void add(int[] sum, int[] samples) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += samples[i];
        }
    }

    /** What all said; until the next {@link #sum}. */
    public int[] total() {
        return total;
    }

    /** What all others said, the caller's to change; until the next call. */
    public int[] without(Contribution own) {
        if (own.said()) {
            subtract(total, own.samples(), others);
        } else {
            System.arraycopy(total, 0, others, 0, total.length);
        }
        return others;
    }

    private static void subtract(int[] sum, int[] samples, int[] rest) {
        for (int i = 0; i < sum.length; i++) {
            rest[i] = sum[i] - samples[i];
        }
    }
}
