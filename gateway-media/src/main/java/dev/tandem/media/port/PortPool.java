package dev.tandem.media.port;

import dev.tandem.media.PortsExhaustedException;
import java.util.BitSet;

/**
 * The even RTP ports of a range, each with the odd RTCP port above it. Handed out in turn, so that a stray packet of the
 * last call does not meet the next one. Thread-safe.
 */
public final class PortPool {
    private final int first;
    private final int pairs;
    private final BitSet taken;
    private int cursor;

    /** The pairs from {@code first} (made even) to {@code last}, inclusive. */
    public PortPool(int first, int last) {
        this.first = first + (first & 1);
        pairs = (last - this.first + 1) / 2;
        taken = new BitSet(Math.max(0, pairs));
    }

    /**
     * Takes a port.
     *
     * @throws PortsExhaustedException when all are taken
     */
    public synchronized int take() {
        if (taken.cardinality() >= pairs) {
            throw new PortsExhaustedException("all " + pairs + " RTP ports from " + first + " are in use");
        }
        int free = taken.nextClearBit(cursor);
        if (free >= pairs) {
            free = taken.nextClearBit(0);
        }
        taken.set(free);
        cursor = free + 1;
        return first + 2 * free;
    }

    /** Gives one back. */
    public synchronized void give(int port) {
        taken.clear((port - first) / 2);
    }

    /** How many are taken. */
    public synchronized int inUse() {
        return taken.cardinality();
    }

    /** How many there are. */
    public int size() {
        return pairs;
    }
}
