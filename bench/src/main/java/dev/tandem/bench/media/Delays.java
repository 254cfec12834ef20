package dev.tandem.bench.media;

/** A histogram of delays in steps of 10 us, up to a second. One thread. */
final class Delays {
    private static final long STEP_NANOS = 10_000L;
    private static final int STEPS = 100_000;

    private final long[] counts = new long[STEPS + 1];
    private long total;

    void add(long nanos) {
        counts[(int) Math.max(0, Math.min(STEPS, nanos / STEP_NANOS))]++;
        total++;
    }

    /** Below which that share of all delays lies; NaN when there is none. */
    double millis(double share) {
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int step = 0; step <= STEPS && total > 0; step++) {
            seen += counts[step];
            if (seen >= wanted) {
                return step * STEP_NANOS / 1e6;
            }
        }
        return Double.NaN;
    }

    /** The two figures that are published. */
    @Override
    public String toString() {
        return String.format(java.util.Locale.ROOT, "%.2f %.2f", millis(0.5), millis(0.99));
    }
}
