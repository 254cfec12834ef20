package dev.tandem.bench.numbers;

import java.util.Arrays;
import java.util.Locale;

/** How long the same work took over and over, by the product and by bare SQL; sorted, in nanoseconds. */
final class Timings {
    private final long[] product;
    private final long[] bare;

    private Timings(long[] product, long[] bare) {
        this.product = product;
        this.bare = bare;
    }

    /** Something that fails as it likes. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** A piece of work to be measured, and what comes before and after and is not. */
    record Steps(Work before, Work work, Work after) {
        private static final Work NOTHING = () -> {};

        /** Work that needs and leaves nothing. */
        static Steps of(Work work) {
            return new Steps(NOTHING, work, NOTHING);
        }

        /** Work that leaves something. */
        static Steps of(Work work, Work after) {
            return new Steps(NOTHING, work, after);
        }

        private long nanos() throws Exception {
            before.run();
            long start = System.nanoTime();
            work.run();
            long took = System.nanoTime() - start;
            after.run();
            return took;
        }
    }

    /**
     * Runs both in turn, a third as often to warm up and then to measure: whatever else the machine does at the time slows
     * both alike.
     */
    static Timings of(int rounds, Steps product, Steps bare) throws Exception {
        long[] productNanos = new long[rounds];
        long[] bareNanos = new long[rounds];
        for (int round = -rounds / 3; round < rounds; round++) {
            int at = Math.max(round, 0);
            productNanos[at] = product.nanos();
            bareNanos[at] = bare.nanos();
        }
        Arrays.sort(productNanos);
        Arrays.sort(bareNanos);
        return new Timings(productNanos, bareNanos);
    }

    /** The product's median. */
    double medianMicros() {
        return micros(product, 0.5);
    }

    private static double micros(long[] sortedNanos, double quantile) {
        return sortedNanos[(int) Math.min(sortedNanos.length - 1L, (long) (quantile * sortedNanos.length))] / 1e3;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "REST p50 %8.0f p99 %8.0f us   SQL p50 %8.0f p99 %8.0f us   ratio p50 %.2f p99 %.2f",
                micros(product, 0.5),
                micros(product, 0.99),
                micros(bare, 0.5),
                micros(bare, 0.99),
                micros(product, 0.5) / micros(bare, 0.5),
                micros(product, 0.99) / micros(bare, 0.99));
    }
}
