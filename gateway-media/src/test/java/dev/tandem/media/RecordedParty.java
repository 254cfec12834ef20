package dev.tandem.media;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;

/** Speaks a signal given by sample number, and remembers what it hears and which digits it was sent. */
public final class RecordedParty implements PcmParty {
    private final IntToDoubleFunction signal;
    private final short[] heard;
    private final int sampleRateHz;
    private final Queue<Character> digits = new ConcurrentLinkedQueue<>();
    private final Queue<Character> toPress = new ConcurrentLinkedQueue<>();
    private int spoken;
    private final AtomicInteger heardSamples = new AtomicInteger();

    /** A party at 8000 Hz that keeps the first {@code samplesMax} samples it hears. */
    public RecordedParty(IntToDoubleFunction signal, int samplesMax) {
        this(signal, samplesMax, 8_000);
    }

    /** A party at another rate. */
    public RecordedParty(IntToDoubleFunction signal, int samplesMax, int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        this.signal = signal;
        heard = new short[samplesMax];
    }

    public void willPress(char digit) {
        toPress.add(digit);
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public void speak(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) signal.applyAsDouble(spoken++);
        }
    }

    @Override
    public void hear(short[] frame) {
        int from = heardSamples.get();
        int kept = Math.min(frame.length, heard.length - from);
        System.arraycopy(frame, 0, heard, from, kept);
        heardSamples.set(from + kept);
    }

    @Override
    public void digit(char digit) {
        digits.add(digit);
    }

    @Override
    public char press() {
        Character next = toPress.poll();
        return next == null ? 0 : next;
    }

    public int heardSamples() {
        return heardSamples.get();
    }

    public short[] heard() {
        return Arrays.copyOf(heard, heardSamples.get());
    }

    public String digits() {
        StringBuilder text = new StringBuilder();
        digits.forEach(text::append);
        return text.toString();
    }
}
