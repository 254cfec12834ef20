package dev.tandem.media.device;

import java.util.concurrent.atomic.AtomicInteger;

/** Listens for one tone, 10 ms at a time (Goertzel's algorithm). One thread listens, any asks. */
final class Tone {
    private static final double SHARE_LEAST = 0.6;
    private static final int QUIET = 300;

    private final int hz;
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();

    Tone(int hz) {
        this.hz = hz;
    }

    /** Takes in so many samples. */
    void hear(short[] pcm, int samples, int sampleRateHz) {
        int piece = sampleRateHz / 100;
        for (int from = 0; from + piece <= samples; from += piece) {
            judge(pcm, from, piece, sampleRateHz);
        }
    }

    private void judge(short[] pcm, int from, int samples, int sampleRateHz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hz / sampleRateHz);
        double last = 0;
        double beforeLast = 0;
        double energy = 1;
        for (int i = from; i < from + samples; i++) {
            double next = pcm[i] + coefficient * last - beforeLast;
            beforeLast = last;
            last = next;
            energy += (double) pcm[i] * pcm[i];
        }
        double tone = 2 * (last * last + beforeLast * beforeLast - coefficient * last * beforeLast) / samples;
        if (energy / samples < QUIET * QUIET) {
            return;
        }
        (tone / energy > SHARE_LEAST ? heard : other).incrementAndGet();
    }

    /** For how long it was there, in milliseconds. */
    int millis() {
        return heard.get() * 10;
    }

    /** Its share of all that was not silence. */
    double share() {
        int pieces = heard.get() + other.get();
        return pieces == 0 ? 0 : (double) heard.get() / pieces;
    }
}
