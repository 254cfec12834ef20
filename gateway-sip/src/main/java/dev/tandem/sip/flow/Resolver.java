package dev.tandem.sip.flow;

import dev.tandem.sip.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Turns host names into addresses, on threads of its own because the system's resolver blocks. Thread-safe. */
public final class Resolver implements AutoCloseable {
    private static final int LOOKUPS_WAITING_MAX = 200;
    private static final int NAMES_MAX = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(2, 2, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LOOKUPS_WAITING_MAX), task -> {
                Thread made = new Thread(task, "sip-dns");
                made.setDaemon(true);
                return made;
            });

    private final Function<String, InetAddress> system;
    private final Duration patience;

    /** The last good address of each name, those asked for last. Guarded by itself. */
    private final Map<String, InetAddress> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, InetAddress> eldest) {
            return size() > NAMES_MAX;
        }
    };

    Resolver() {
        this(Resolver::lookUp, PATIENCE);
    }

    /** One that asks {@code system}, and where it knows an address takes that after so long. */
    Resolver(Function<String, InetAddress> system, Duration patience) {
        this.system = system;
        this.patience = patience;
        threads.allowCoreThreadTimeOut(true);
    }

    /** The address a literal names; empty for a host name. Never blocks. */
    public static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return Cidr.parse(bare).map(Cidr::network);
    }

    /**
     * The address of a host; fails when there is none. When the name service fails or is slow, the last good address: a
     * carrier's calls go on while only its name cannot be found.
     */
    CompletableFuture<InetAddress> address(String host) {
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return CompletableFuture.completedFuture(literal.get());
        }
        Optional<InetAddress> last = lastGood(host);
        try {
            CompletableFuture<InetAddress> found = CompletableFuture.supplyAsync(() -> remembered(host), threads);
            return last.map(address -> orElse(found, address)).orElse(found);
        } catch (RejectedExecutionException full) {
            return last.map(CompletableFuture::completedFuture).orElseGet(() -> CompletableFuture.failedFuture(full));
        }
    }

    private CompletableFuture<InetAddress> orElse(CompletableFuture<InetAddress> found, InetAddress last) {
        return found.copy()
                .completeOnTimeout(last, patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(unknown -> last);
    }

    private Optional<InetAddress> lastGood(String host) {
        synchronized (known) {
            return Optional.ofNullable(known.get(host));
        }
    }

    private InetAddress remembered(String host) {
        InetAddress found = system.apply(host);
        synchronized (known) {
            known.put(host, found);
        }
        return found;
    }

    private static InetAddress lookUp(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new java.util.concurrent.CompletionException(unknown);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
