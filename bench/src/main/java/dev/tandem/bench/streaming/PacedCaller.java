package dev.tandem.bench.streaming;

import dev.tandem.media.PcmParty;
import java.util.Arrays;

/**
 * A caller who beeps for 20 ms about once a second, and times what it hears: how long a beep takes to be heard by the bot
 * and how long the bot's answer takes to be heard by the caller. Its methods are the media loop's, but for the bot's.
 */
final class PacedCaller implements PcmParty {
    static final int RATE_HZ = 16_000;
    private static final int PERIOD_FRAMES = 50;
    private static final int LOUD = 2_000;

    private final Delays toBot;
    private final Delays toCall;
    private final Delays toSilence;
    private final short[] beep = new short[RATE_HZ / 50];
    private final int phase;
    private int frames;
    private volatile long beepedNanos;
    private volatile long answeredNanos;
    private volatile long stoppedNanos;
    private volatile boolean measuring;
    private volatile boolean counting;
    private volatile int loudFrames;
    private volatile int gaps;
    private boolean loudBefore;
    private boolean began;

    PacedCaller(Delays toBot, Delays toCall, Delays toSilence, int phase) {
        this.toBot = toBot;
        this.toCall = toCall;
        this.toSilence = toSilence;
        this.phase = phase;
        for (int i = 0; i < beep.length; i++) {
            beep[i] = (short) (8_000 * Math.sin(2 * Math.PI * 1_000 * i / RATE_HZ));
        }
    }

    @Override
    public int sampleRateHz() {
        return RATE_HZ;
    }

    void measure(boolean on) {
        measuring = on;
    }

    /** From now on loud frames are counted instead, and silence between them. */
    void countLoud() {
        measuring = false;
        counting = true;
    }

    /** The bot takes back now what it has said. */
    void botStops() {
        stoppedNanos = System.nanoTime();
    }

    int loudFrames() {
        return loudFrames;
    }

    int gaps() {
        return gaps;
    }

    @Override
    public void speak(short[] frame) {
        frames++;
        if (measuring && (frames + phase) % PERIOD_FRAMES == 0) {
            System.arraycopy(beep, 0, frame, 0, frame.length);
            answeredNanos = 0;
            beepedNanos = System.nanoTime();
        } else {
            Arrays.fill(frame, (short) 0);
        }
    }

    /** The bot has heard a beep, and answers it now. */
    void botHeard() {
        long beeped = beepedNanos;
        if (beeped != 0) {
            beepedNanos = 0;
            long now = System.nanoTime();
            toBot.add(now - beeped);
            answeredNanos = now;
        }
    }

    @Override
    public void hear(short[] frame) {
        boolean loud = loud(frame);
        long answered = answeredNanos;
        if (loud && answered != 0) {
            answeredNanos = 0;
            toCall.add(System.nanoTime() - answered);
        }
        long stopped = stoppedNanos;
        // A voice that is cut off sinks for 5 ms.
        if (stopped != 0 && !loudAfter(frame.length / 4, frame)) {
            stoppedNanos = 0;
            toSilence.add(System.nanoTime() - stopped);
        }
        if (counting) {
            count(loud);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes them.
    private void count(boolean loud) {
        if (loud) {
            loudFrames++;
            gaps += began && !loudBefore ? 1 : 0;
            began = true;
        }
        loudBefore = loud;
    }

    private static boolean loud(short[] frame) {
        return loudAfter(0, frame);
    }

    private static boolean loudAfter(int from, short[] frame) {
        for (int i = from; i < frame.length; i++) {
            if (Math.abs(frame[i]) > LOUD) {
                return true;
            }
        }
        return false;
    }
}
