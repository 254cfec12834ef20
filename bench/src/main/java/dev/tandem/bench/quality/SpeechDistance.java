package dev.tandem.bench.quality;

/**
 * How different a recording sounds from the original, as a score like MOS-LQO. This is <em>not</em> PESQ (ITU-T P.862): it
 * follows the same idea - loudness in critical bands, frame by frame, what was added counting more than what is missing -
 * and its constants were fitted to PESQ's scores of the conditions this bench has. Use it to compare, not to certify.
 */
final class SpeechDistance {
    private static final int FRAME = 256;
    private static final int HOP = 128;
    private static final int BLOCK = 2_000;
    private static final int LAG_REACH = 120;
    private static final double[] BAND_EDGES_HZ = {
        150, 250, 350, 450, 570, 700, 840, 1_000, 1_170, 1_370, 1_600, 1_850, 2_150, 2_500, 2_900, 3_400, 3_800
    };
    private static final double HEARING = 3e4;
    private static final double COMPRESSION = 0.23;
    private static final double MASKED = 0.25;

    // Least squares against PESQ's scores of 144 segments under the conditions of this bench: correlation 0.93, root
    // mean
    // square error 0.22 a segment, 0.17 at most for the mean of a condition.
    private static final double BASE = 4.154;
    private static final double CHANGED_WEIGHT = 2.761;
    private static final double ADDED_WEIGHT = 1.550;

    /** How much changed, and how much of it was added, each on a scale of its own. */
    record Distance(double changed, double added) {
        /** The score, 1 to 4.6. */
        double score() {
            double raw = BASE - CHANGED_WEIGHT * changed - ADDED_WEIGHT * added;
            return 0.999 + 4 / (1 + Math.exp(-1.4945 * raw + 4.6607));
        }
    }

    private final short[] said;
    private final short[] heard;

    private SpeechDistance(short[] said, short[] heard) {
        this.said = said;
        this.heard = heard;
    }

    /** The distance of a recording that is aligned with the original to within a few milliseconds at its beginning. */
    static Distance between(short[] said, short[] heard) {
        return new SpeechDistance(said, heard).measure();
    }

    private Distance measure() {
        double changed = 0;
        double added = 0;
        int windows = 0;
        int lag = 0;
        for (int block = 0; block + BLOCK + FRAME < said.length; block += BLOCK) {
            lag = lag(block, lag);
            double[] sums = block(block, lag);
            if (sums[2] > 0) {
                changed += sums[0] * sums[0];
                added += sums[1] * sums[1];
                windows++;
            }
        }
        int count = Math.max(1, windows);
        return new Distance(Math.sqrt(changed / count), Math.sqrt(added / count));
    }

    /** A bad moment weighs more than an even murmur: the sixth-power mean of a quarter second. */
    private double[] block(int from, int lag) {
        double changed = 0;
        double added = 0;
        int frames = 0;
        for (int at = from; at < from + BLOCK; at += HOP) {
            double[] original = loudness(said, at);
            double[] copy = loudness(heard, at + lag);
            if (sum(original) < 1) {
                continue;
            }
            double[] difference = difference(original, copy);
            changed += Math.pow(difference[0], 6);
            added += Math.pow(difference[1], 6);
            frames++;
        }
        int count = Math.max(1, frames);
        return new double[] {Math.pow(changed / count, 1 / 6.0), Math.pow(added / count, 1 / 6.0), frames};
    }

    private static double[] difference(double[] original, double[] copy) {
        double changed = 0;
        double added = 0;
        for (int band = 0; band < original.length; band++) {
            double heardMore = copy[band] - original[band];
            double beyond = Math.max(0, Math.abs(heardMore) - MASKED * Math.min(copy[band], original[band]));
            changed += beyond * beyond;
            added += heardMore > 0 ? beyond : 0;
        }
        return new double[] {Math.sqrt(changed / original.length), added / original.length};
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private int lag(int from, int around) {
        int best = around;
        double bestScore = 0;
        for (int lag = around - LAG_REACH; lag <= around + LAG_REACH; lag++) {
            double score = likeness(from, lag);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return best;
    }

    private double likeness(int from, int lag) {
        double product = 0;
        double one = 1e6;
        double other = 1e6;
        for (int i = from; i < from + BLOCK; i++) {
            double a = said[i];
            double b = i + lag < 0 || i + lag >= heard.length ? 0 : heard[i + lag];
            product += a * b;
            one += a * a;
            other += b * b;
        }
        return product / Math.sqrt(one * other);
    }

    private static double[] loudness(short[] pcm, int from) {
        double[] re = new double[FRAME];
        double[] im = new double[FRAME];
        for (int i = 0; i < FRAME; i++) {
            int at = from + i;
            double sample = at < 0 || at >= pcm.length ? 0 : pcm[at];
            re[i] = sample * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / FRAME));
        }
        transform(re, im);
        double[] bands = new double[BAND_EDGES_HZ.length - 1];
        for (int bin = 1; bin < FRAME / 2; bin++) {
            double hz = bin * 8_000.0 / FRAME;
            for (int band = 0; band < bands.length; band++) {
                if (hz >= BAND_EDGES_HZ[band] && hz < BAND_EDGES_HZ[band + 1]) {
                    bands[band] += re[bin] * re[bin] + im[bin] * im[bin];
                }
            }
        }
        for (int band = 0; band < bands.length; band++) {
            double power = bands[band] / FRAME;
            bands[band] = Math.max(0, Math.pow(0.5 + 0.5 * power / HEARING, COMPRESSION) - 1);
        }
        return bands;
    }

    /** Radix two, in place. */
    private static void transform(double[] re, double[] im) {
        int size = re.length;
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double swap = re[i];
                re[i] = re[j];
                re[j] = swap;
            }
        }
        for (int length = 2; length <= size; length <<= 1) {
            double angle = -2 * Math.PI / length;
            for (int from = 0; from < size; from += length) {
                for (int k = 0; k < length / 2; k++) {
                    butterfly(re, im, from + k, from + k + length / 2, angle * k);
                }
            }
        }
    }

    private static void butterfly(double[] re, double[] im, int one, int other, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double real = re[other] * cos - im[other] * sin;
        double imaginary = re[other] * sin + im[other] * cos;
        re[other] = re[one] - real;
        im[other] = im[one] - imaginary;
        re[one] += real;
        im[one] += imaginary;
    }
}
