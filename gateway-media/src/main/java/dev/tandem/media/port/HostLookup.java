package dev.tandem.media.port;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Looks up the hosts that descriptions name (RFC 8866, section 5.7), away from every loop, for it may take seconds: a few
 * threads, bounded, gone when there is nothing to do. What was found is remembered by the JDK. Any thread.
 */
public final class HostLookup implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HostLookup.class);
    private static final int WORKERS_MAX = 4;
    private static final int WAITING_MAX = 256;
    private static final int IDLE_SECONDS = 30;

    private final LongAdder failures = new LongAdder();
    private final ThreadPoolExecutor pool;

    /** A lookup that has no threads yet. */
    public HostLookup() {
        pool = new ThreadPoolExecutor(
                WORKERS_MAX,
                WORKERS_MAX,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                HostLookup::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "host-lookup");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Finds the address of a host; {@code found} is told on a thread of this, and never if there is none.
     *
     * @param ours an address of the kind wanted: IPv4 or IPv6, where the host has both
     */
    public void find(String host, InetAddress ours, Consumer<InetAddress> found) {
        try {
            pool.execute(() -> lookUp(host, ours, found));
        } catch (RejectedExecutionException tooMany) {
            // Not said each time: there may be very many.
            failures.increment();
            LOG.debugf("%s is not looked up: too many are", host);
        }
    }

    private void lookUp(String host, InetAddress ours, Consumer<InetAddress> found) {
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            found.accept(Arrays.stream(all)
                    .filter(address -> address.getClass() == ours.getClass())
                    .findFirst()
                    .orElse(all[0]));
        } catch (UnknownHostException unknown) {
            failures.increment();
            LOG.infof("no address for %s, so its media cannot be sent: %s", host, unknown.getMessage());
        }
    }

    /** How many hosts were not found, or not looked for because too many waited. */
    public long failures() {
        return failures.sum();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
