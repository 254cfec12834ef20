package dev.tandem.demo;

import dev.tandem.media.PcmParty;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a caller hears of the simulated carrier: a sentence, then their own voice a moment later.
 *
 * <p>Runs on the media loop of its leg; allocates nothing while it talks.
 */
final class CarrierVoice implements PcmParty {

    /** Long enough that a talker recognises the echo as one. */
    static final int ECHO_DELAY_SAMPLES = 8000;

    private static final int DIGITS_MAX = 64;

    private final AtomicReference<short @Nullable []> next = new AtomicReference<>();
    private short[] sentence;
    private final short[] echo = new short[ECHO_DELAY_SAMPLES];
    private final Consumer<short[]> ear;
    private final AtomicInteger framesHeard = new AtomicInteger();
    private final ConcurrentLinkedQueue<Character> pressing = new ConcurrentLinkedQueue<>();
    private volatile String digits = "";
    private int spoken;
    private int echoAt;

    /**
     * Makes a voice.
     *
     * @param sentence 8 kHz samples to say first
     * @param ear gets each frame heard, on the media loop; the array is not its to keep
     */
    CarrierVoice(short[] sentence, Consumer<short[]> ear) {
        this.sentence = sentence;
        this.ear = ear;
    }

    /** Says something else from now on, 8 kHz samples; any thread. */
    void say(short[] samples) {
        next.set(samples);
    }

    @Override
    public void speak(short[] frame) {
        short[] latest = next.getAndSet(null);
        if (latest != null) {
            sentence = latest;
            spoken = 0;
        }
        int left = Math.min(frame.length, sentence.length - spoken);
        if (left > 0) {
            System.arraycopy(sentence, spoken, frame, 0, left);
            Arrays.fill(frame, left, frame.length, (short) 0);
            spoken += left;
            return;
        }
        for (int i = 0; i < frame.length; i++) {
            int at = (echoAt + i) % echo.length;
            frame[i] = echo[at];
            echo[at] = 0;
        }
        echoAt = (echoAt + frame.length) % echo.length;
    }

    @Override
    public void hear(short[] frame) {
        framesHeard.incrementAndGet();
        ear.accept(frame);
        if (spoken < sentence.length) {
            return;
        }
        // Just behind the place that is spoken next: the longest way round the ring.
        int start = (echoAt + echo.length - frame.length) % echo.length;
        for (int i = 0; i < frame.length; i++) {
            echo[(start + i) % echo.length] = frame[i];
        }
    }

    @Override
    public void digit(char digit) {
        String heardBefore = digits;
        if (heardBefore.length() < DIGITS_MAX) {
            digits = heardBefore + digit;
        }
    }

    /** Presses keys, one after another; any thread. Who is called does it when asked to by tests and demonstrations. */
    void press(String keys) {
        keys.chars().limit(DIGITS_MAX).forEach(key -> pressing.add((char) key));
    }

    @Override
    public char press() {
        Character next = pressing.poll();
        return next == null ? 0 : next;
    }

    /** The digits pressed so far; any thread. */
    String digits() {
        return digits;
    }

    /** How many milliseconds of audio arrived so far; any thread. */
    long heardMillis() {
        return framesHeard.get() * 20L;
    }
}
