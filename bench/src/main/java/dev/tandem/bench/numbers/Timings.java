package dev.tandem.bench.numbers;

import java.util.Arrays;
import java.util.Locale;

/** How long the same thing took, over and over; sorted, in nanoseconds. */
final class Timings {
    private final long[] sortedNanos;

    private Timings(long[] sortedNanos) {
        this.sortedNanos = sortedNanos;
    }

    /** Something that fails as it likes. */
    @FunctionalInterface
    interface Work {
        void run(int round) throws Exception;
    }

    /** Runs it to warm up and then to measure; {@code before} and {@code after} each round are not measured. */
    static Timings of(int rounds, Work before, Work work, Work after) throws Exception {
        long[] nanos = new long[rounds];
        for (int round = -rounds; round < rounds; round++) {
            before.run(round + rounds);
            long start = System.nanoTime();
            work.run(round + rounds);
            long took = System.nanoTime() - start;
            after.run(round + rounds);
            if (round >= 0) {
                nanos[round] = took;
            }
        }
        Arrays.sort(nanos);
        return new Timings(nanos);
    }

    double micros(double quantile) {
        return sortedNanos[(int) Math.min(sortedNanos.length - 1L, (long) (quantile * sortedNanos.length))] / 1e3;
    }

    /** A line of the report. */
    static String beside(String name, Timings rest, Timings sql) {
        return String.format(
                Locale.ROOT,
                "%-34s REST p50 %8.0f p99 %8.0f us   SQL p50 %8.0f p99 %8.0f us   p99 ratio %.2f",
                name,
                rest.micros(0.5),
                rest.micros(0.99),
                sql.micros(0.5),
                sql.micros(0.99),
                rest.micros(0.99) / sql.micros(0.99));
    }
}
