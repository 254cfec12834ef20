package dev.tandem.streaming;

import dev.tandem.media.PcmParty;
import java.util.Arrays;
import java.util.function.Function;

/** A seat whose 20 ms pass when the test says so. */
final class HandSeat implements Function<PcmParty, Runnable> {
    volatile boolean left;
    private volatile PcmParty party;

    @Override
    public Runnable apply(PcmParty taken) {
        party = taken;
        return () -> left = true;
    }

    void hear(int value) {
        short[] frame = new short[party.sampleRateHz() / 50];
        Arrays.fill(frame, (short) value);
        party.hear(frame);
    }

    void press(char digit) {
        party.digit(digit);
    }

    /** The next 20 ms of what is said in the call. */
    short[] speak() {
        short[] frame = new short[party.sampleRateHz() / 50];
        party.speak(frame);
        return frame;
    }
}
