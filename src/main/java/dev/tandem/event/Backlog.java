package dev.tandem.event;

/**
 * What is in the store but not in the {@link DeliveryQueue}: everything at start, later what found no room. Row numbers rise,
 * but transactions commit out of order; the rule that keeps rows from being missed is that whatever lies at or below the
 * last row read is taken from the hand that commits it, and whatever lies above is read later.
 *
 * <p>Pure. Not thread-safe; owned by {@link Courier}.
 */
final class Backlog {

    private boolean behind = true;
    private boolean missedWhileReading;
    private long readUpTo;

    /** Whether a row that was just committed goes into the queue now; otherwise it will be read from the store. */
    boolean takes(long row, boolean queueIsFull) {
        if (!behind && queueIsFull) {
            behind = true;
            readUpTo = row - 1;
        }
        if (behind && row > readUpTo) {
            missedWhileReading = true;
            return false;
        }
        return true;
    }

    /** Whether the store has rows that the queue has not. */
    boolean isBehind() {
        return behind;
    }

    /** The row after which to read; called when a read begins. */
    long readFrom() {
        missedWhileReading = false;
        return readUpTo;
    }

    /** A read has ended. */
    void read(long lastRow, boolean wasAll) {
        readUpTo = Math.max(readUpTo, lastRow);
        // What was committed while we read may or may not have been seen: read once more.
        behind = !wasAll || missedWhileReading;
    }
}
