package dev.tandem.number.imports;

import java.util.Optional;

/** A line of an import, counted from 1: a range, or why it is none. */
public record StockLine(long line, Optional<StockRange> range, String refusal) {
    /** A line that says something. */
    public static StockLine of(long line, StockRange range) {
        return new StockLine(line, Optional.of(range), "");
    }

    /** A line that is refused, and why. */
    public static StockLine refused(long line, String reason) {
        return new StockLine(line, Optional.empty(), reason);
    }
}
