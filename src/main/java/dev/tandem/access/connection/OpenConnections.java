package dev.tandem.access.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts connections, all together and for each address; an IPv6 address counts for its /64, which is what one customer is
 * given (RFC 6177). This machine's own have no bound of their own. Thread-safe.
 */
final class OpenConnections {

    private static final int PREFIX_OCTETS = 8;

    private final int max;
    private final int perAddressMax;
    private final AtomicInteger open = new AtomicInteger();
    /** No more entries than connections. */
    private final Map<ByteBuffer, Integer> byAddress = new ConcurrentHashMap<>();

    private final LongAdder refused = new LongAdder();

    OpenConnections(int max, int perAddressMax) {
        this.max = max;
        this.perAddressMax = perAddressMax;
    }

    /** Counts one more; false, and not counted, if it is one too many. */
    boolean opened(InetAddress from) {
        if (open.incrementAndGet() > max || !openedAt(from)) {
            open.decrementAndGet();
            refused.increment();
            return false;
        }
        return true;
    }

    /** Counts one less. */
    void closed(InetAddress from) {
        open.decrementAndGet();
        if (!from.isLoopbackAddress()) {
            byAddress.computeIfPresent(source(from), (source, count) -> count == 1 ? null : count - 1);
        }
    }

    /** How many there are. */
    int open() {
        return open.get();
    }

    /** How many addresses they come from. */
    int addresses() {
        return byAddress.size();
    }

    /** How many were one too many. */
    long refused() {
        return refused.sum();
    }

    private boolean openedAt(InetAddress from) {
        if (from.isLoopbackAddress()) {
            return true;
        }
        ByteBuffer source = source(from);
        if (byAddress.merge(source, 1, Integer::sum) <= perAddressMax) {
            return true;
        }
        byAddress.computeIfPresent(source, (key, count) -> count - 1);
        return false;
    }

    private static ByteBuffer source(InetAddress address) {
        byte[] octets = address.getAddress();
        return ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(octets, PREFIX_OCTETS) : octets);
    }
}
