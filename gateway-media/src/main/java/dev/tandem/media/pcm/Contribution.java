package dev.tandem.media.pcm;

/**
 * What one party says to a {@link Mixer}: how loud it is, how loud it may be heard, and its samples of this frame while it
 * is among the speakers. Owned by the mixer's owner.
 */
public final class Contribution {
    private static final int[] NOTHING = {};

    private final Loudness loudness = new Loudness();
    private final Ramp ramp = new Ramp();
    private int factor = Ramp.ONE;
    private boolean muted;
    private boolean leaving;
    private boolean chosen;
    private boolean said;
    private int[] samples = NOTHING;

    /** One that says nothing yet. */
    public Contribution() {}

    /** Whether it is silenced. */
    public void mute(boolean silenced) {
        muted = silenced;
    }

    /** How loud it is heard, in decibels above what it says; -60 to +20. */
    public void gain(double decibels) {
        double clamped = Math.max(-60, Math.min(20, decibels));
        factor = (int) Math.round(Ramp.ONE * Math.pow(10, clamped / 20));
    }

    /** Whether it is heard as loud as it is. */
    public boolean plain() {
        return !muted && factor == Ramp.ONE;
    }

    /** It has been heard without the mixer: it goes on as who speaks, at full level, and gives way by a ramp if it is quiet. */
    public void goOn() {
        chosen = true;
        said = false;
        samples = NOTHING;
        ramp.at(Ramp.ONE);
        loudness.speaking();
    }

    /** It fades with its next frame and is heard no more after it. */
    public void leave() {
        leaving = true;
    }

    /** How loud its frame is, measured. */
    public void heard(short[] frame) {
        loudness.heard(frame);
    }

    /** How loud it is by its own account, 0 to 127 dB below full scale (RFC 6464). */
    public void heardLevel(int decibelsBelow) {
        loudness.heardLevel(decibelsBelow);
    }

    /** Whether it may be chosen as a speaker. */
    public boolean eligible() {
        return !muted && !leaving && loudness.value() >= Mixer.GATE;
    }

    /** How it ranks; who speaks already counts twice, so that speakers do not alternate. */
    float rank() {
        return chosen ? 2 * loudness.value() : loudness.value();
    }

    void choose(boolean speaker) {
        chosen = speaker;
        said = false;
        ramp.to(speaker ? factor : 0);
    }

    /** Whether it is part of this frame's sum: chosen, or fading. */
    public boolean sounds() {
        return !ramp.shut();
    }

    /** Takes its frame of this tick, at the mixer's rate; called while it {@link #sounds}. */
    public void say(short[] frame) {
        ramp.apply(frame, samples);
        said = true;
    }

    /** Whether it is part of the sum of this tick. */
    public boolean said() {
        return said;
    }

    int[] samples() {
        return samples;
    }

    void retune(int frameSamples) {
        samples = new int[frameSamples];
    }
}
