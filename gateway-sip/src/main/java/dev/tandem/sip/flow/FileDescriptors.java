package dev.tandem.sip.flow;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The file descriptors of this process: a part of them is for calls, REST and the database, whatever connects to us.
 * Thread-safe.
 */
public final class FileDescriptors {
    private static final long RESERVE_MAX = 4_096;

    private final long max;
    private final long reserve;
    private final LongSupplier open;
    private final AtomicLong taken = new AtomicLong();
    private volatile long counted;

    FileDescriptors(long max, LongSupplier open) {
        this.max = max;
        this.reserve = Math.min(max / 4, RESERVE_MAX);
        this.open = open;
        this.counted = open.getAsLong();
    }

    /** Those of this process; where the platform does not tell, there is no end of them. */
    public static FileDescriptors ofProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? new FileDescriptors(unix.getMaxFileDescriptorCount(), unix::getOpenFileDescriptorCount)
                : new FileDescriptors(Long.MAX_VALUE, () -> 0);
    }

    /** How many there may be. */
    public long max() {
        return max;
    }

    /** How many no connection may take. */
    public long reserve() {
        return reserve;
    }

    /** Takes one for a connection; false when only the reserve is left. */
    public boolean take() {
        if (counted + taken.get() >= max - reserve) {
            return false;
        }
        taken.incrementAndGet();
        return true;
    }

    /** Counts what is open. It reads a directory: not for each connection, and for no event loop. */
    public void count() {
        long before = taken.get();
        counted = open.getAsLong();
        taken.addAndGet(-before);
    }
}
