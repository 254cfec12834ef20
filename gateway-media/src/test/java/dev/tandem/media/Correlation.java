package dev.tandem.media;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How alike a recording and a known signal are, at the lag where they are most alike. */
public final class Correlation {
    private static final int LAG_MAX = 6_000;
    private static final int WINDOWS = 8;

    private Correlation() {}

    /** The best normalised cross-correlation of a window of {@code heard} with the signal, within a lag either way. */
    public static double best(short[] heard, int from, int samples, IntToDoubleFunction said) {
        double[] original = IntStream.range(from - LAG_MAX, from + samples + LAG_MAX)
                .mapToDouble(sample -> sample < 0 ? 0 : said.applyAsDouble(sample))
                .toArray();
        double best = 0;
        for (int offset = 0; offset < 2 * LAG_MAX; offset++) {
            best = Math.max(best, at(heard, from, samples, original, offset));
        }
        return best;
    }

    /**
     * The median of the best correlations of eight windows of an eighth of a second, from {@code from} on: a frame that
     * comes late on a busy machine shifts what follows, and spoils one window, not all.
     */
    public static double median(short[] heard, int from, IntToDoubleFunction said) {
        return IntStream.range(0, WINDOWS)
                .mapToDouble(window -> best(heard, from + window * 1_000, 1_000, said))
                .sorted()
                .skip(WINDOWS / 2)
                .findFirst()
                .orElse(0);
    }

    private static double at(short[] heard, int from, int samples, double[] original, int offset) {
        double product = 0;
        double heardEnergy = 1;
        double saidEnergy = 1;
        for (int i = 0; i < samples; i++) {
            product += heard[from + i] * original[offset + i];
            heardEnergy += (double) heard[from + i] * heard[from + i];
            saidEnergy += original[offset + i] * original[offset + i];
        }
        return product / Math.sqrt(heardEnergy * saidEnergy);
    }
}
