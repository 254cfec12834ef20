package dev.tandem.media;

import dev.tandem.media.codec.CodecName;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntToDoubleFunction;

/** Speaks a signal given by sample number, and remembers what it hears and which digits it was sent. */
final class RecordedParty implements PcmParty {
    private final IntToDoubleFunction signal;
    private final short[] heard;
    private final Queue<Character> digits = new ConcurrentLinkedQueue<>();
    private final Queue<Character> toPress = new ConcurrentLinkedQueue<>();
    private int spoken;
    private volatile int heardSamples;

    RecordedParty(IntToDoubleFunction signal, int samplesMax) {
        this.signal = signal;
        heard = new short[samplesMax];
    }

    void willPress(char digit) {
        toPress.add(digit);
    }

    @Override
    public void speak(short[] frame) {
        for (int i = 0; i < CodecName.FRAME_SAMPLES; i++) {
            frame[i] = (short) signal.applyAsDouble(spoken++);
        }
    }

    @Override
    public void hear(short[] frame) {
        int kept = Math.min(frame.length, heard.length - heardSamples);
        System.arraycopy(frame, 0, heard, heardSamples, kept);
        heardSamples = heardSamples + kept;
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

    int heardSamples() {
        return heardSamples;
    }

    short[] heard() {
        return java.util.Arrays.copyOf(heard, heardSamples);
    }

    String digits() {
        StringBuilder text = new StringBuilder();
        digits.forEach(text::append);
        return text.toString();
    }
}
