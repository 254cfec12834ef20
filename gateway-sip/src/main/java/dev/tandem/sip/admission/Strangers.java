package dev.tandem.sip.admission;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of what strangers send is looked at: so many messages a second of each source, and so many of all datagrams
 * together, whose senders may be forged. Who proved itself, or whom we sent a request to, is no stranger for an hour.
 *
 * <p>Sources share one of {@value #SLOTS} rates by a salted hash, so that any number of them costs the same memory. Times are
 * of {@link System#nanoTime}. Thread-safe; nothing is allocated for a stranger.
 */
public final class Strangers {
    /** Of one source, in a second. */
    static final int PER_SOURCE = 50;

    /** Of one source, at once. */
    static final int PER_SOURCE_BURST = 200;

    /** Of all datagrams, in a second and at once. */
    static final int OVERALL = 1_000;

    static final int KNOWN_MAX = 16_384;

    private static final int SLOTS = 16_384;
    private static final long SECOND = 1_000_000_000L;
    private static final long KNOWN_NANOS = 3_600 * SECOND;

    private final int salt;
    private final long[] due = new long[SLOTS];
    private long overallDue;
    private final Map<InetAddress, Long> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
            return size() > KNOWN_MAX;
        }
    };

    /**
     * Knows nobody.
     *
     * @param salt random, so that nobody chooses whose rate to share
     */
    public Strangers(int salt, long nowNanos) {
        this.salt = salt;
        this.overallDue = nowNanos;
        Arrays.fill(due, nowNanos);
    }

    /** Whether an address is no stranger's. */
    public synchronized boolean knows(InetAddress source, long nowNanos) {
        Long since = known.get(source);
        return since != null && nowNanos - since < KNOWN_NANOS;
    }

    /** Takes an address for no stranger's from now on. */
    public synchronized void know(InetAddress source, long nowNanos) {
        Long since = known.get(source);
        // Not each time: most of what comes is of those we know.
        if (since == null || nowNanos - since > KNOWN_NANOS / 8) {
            known.put(source, nowNanos);
        }
    }

    /**
     * Counts a message of a stranger; false when it is one too many.
     *
     * @param connected whether the source is proven by a connection
     */
    public synchronized boolean admits(InetAddress source, boolean connected, long nowNanos) {
        int slot = slot(source);
        long next = Math.max(due[slot] - nowNanos, 0);
        long all = connected ? 0 : Math.max(overallDue - nowNanos, 0);
        if (next > PER_SOURCE_BURST * (SECOND / PER_SOURCE) || all > SECOND) {
            return false;
        }
        due[slot] = nowNanos + next + SECOND / PER_SOURCE;
        if (!connected) {
            overallDue = nowNanos + all + SECOND / OVERALL;
        }
        return true;
    }

    /** Of IPv6 the network counts: a host has as many addresses as it likes (RFC 4291, section 2.5.1). */
    private int slot(InetAddress source) {
        int hash = source instanceof Inet6Address ? Arrays.hashCode(network(source)) : source.hashCode();
        int mixed = (hash ^ salt) * 0x9E3779B1;
        return (mixed ^ mixed >>> 15) & SLOTS - 1;
    }

    private static byte[] network(InetAddress source) {
        return Arrays.copyOf(source.getAddress(), Long.BYTES);
    }
}
