package dev.tandem.sip.flow;

import dev.tandem.sip.StreamLimits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * The bounds of TCP and TLS connections: how many there may be of strangers, of one address and together, and which of them
 * have to go. Times are of {@link System#nanoTime}. Thread-safe.
 */
public final class Streams {
    /** Of strangers, whatever the number of addresses; browsers' flows do not count. */
    static final int STRANGERS_MAX = 4_000;

    private final StreamLimits limits;
    private final FileDescriptors files;
    private final int strangersMax;
    /** How many of strangers an address had at the last {@link #sweep}, and what has come since. Guarded by this. */
    private final Map<InetAddress, Integer> strangers = new HashMap<>();

    private int strangersInAll;
    private final LongAdder refused = new LongAdder();
    private final LongAdder overdue = new LongAdder();
    private final LongAdder idle = new LongAdder();

    /** Nothing is open yet. */
    public Streams(StreamLimits limits, FileDescriptors files) {
        this.limits = limits;
        this.files = files;
        // Half of what is not kept back: the other half is for those whom we know.
        this.strangersMax = (int) Math.min(STRANGERS_MAX, (files.max() - files.reserve()) / 2);
    }

    /** Whether a connection from an address may stay; it counts as a stranger's until {@link #sweep} says otherwise. */
    synchronized boolean admits(InetAddress remote) {
        InetAddress source = network(remote);
        int before = strangers.getOrDefault(source, 0);
        if (before >= limits.perAddress() || strangersInAll >= strangersMax || !files.take()) {
            refused.increment();
            return false;
        }
        strangers.put(source, before + 1);
        strangersInAll++;
        return true;
    }

    /**
     * Closes the connections that kept us waiting or have no use, and counts those that are left. Once a second.
     *
     * @param inUse whether a connection has a registration or a dialog
     */
    public void sweep(Iterable<Connection> open, Predicate<Connection> inUse, long nowNanos) {
        Map<InetAddress, Integer> left = new HashMap<>();
        for (Connection each : open) {
            if (each instanceof StreamConnection stream && !isClosed(stream, inUse, nowNanos) && !stream.isProven()) {
                left.merge(network(stream.remote().getAddress()), 1, Integer::sum);
            }
        }
        files.count();
        keep(left);
    }

    private boolean isClosed(StreamConnection stream, Predicate<Connection> inUse, long nowNanos) {
        Patience patience = stream.patience();
        boolean late = patience.isOver(nowNanos);
        boolean useless = !late && patience.quietNanos(nowNanos) > limits.idle().toNanos() && !inUse.test(stream);
        if (late || useless) {
            (late ? overdue : idle).increment();
            stream.close();
        }
        return late || useless;
    }

    private synchronized void keep(Map<InetAddress, Integer> left) {
        strangers.clear();
        strangers.putAll(left);
        strangersInAll = 0;
        for (int count : left.values()) {
            strangersInAll += count;
        }
    }

    /** Of IPv6 the network counts: a host has as many addresses as it likes (RFC 4291, section 2.5.1). */
    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] octets = address.getAddress();
        Arrays.fill(octets, Long.BYTES, octets.length, (byte) 0);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How many of strangers are open. */
    public synchronized int strangers() {
        return strangersInAll;
    }

    /** How many of strangers there may be. */
    public int strangersMax() {
        return strangersMax;
    }

    /** How many were refused. */
    public long refused() {
        return refused.sum();
    }

    /** How many were closed because a message did not come or did not end. */
    public long overdue() {
        return overdue.sum();
    }

    /** How many were closed because they had no use. */
    public long idle() {
        return idle.sum();
    }
}
