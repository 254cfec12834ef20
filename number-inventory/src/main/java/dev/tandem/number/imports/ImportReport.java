package dev.tandem.number.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far an import has come. The counts are numbers, {@code lines} and {@code refused} are lines. */
public record ImportReport(
        String id,
        String actor,
        Status status,
        Instant startedAt,
        Optional<Instant> endedAt,
        Counts counts,
        Optional<String> error,
        List<Refusal> refusals) {
    /** Refused lines a report lists; the rest is only counted. */
    public static final int REFUSALS_MAX = 1000;

    /** Where an import is in its life. */
    public enum Status {
        RUNNING,
        COMPLETED,
        /** Ended before its time; the batches before that stay. */
        BROKEN_OFF
    }

    /** What was done so far. */
    public record Counts(long lines, long added, long changed, long unchanged, long refused) {
        /** The start. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        /** Both together. */
        public Counts plus(Counts more) {
            return new Counts(
                    lines + more.lines,
                    added + more.added,
                    changed + more.changed,
                    unchanged + more.unchanged,
                    refused + more.refused);
        }
    }

    /** A line that was refused. */
    public record Refusal(long line, String reason) {}
}
