package dev.tandem.sip.flow;

import dev.tandem.sip.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Turns host names into addresses, on threads of its own because the system's resolver blocks. Thread-safe. */
public final class Resolver implements AutoCloseable {
    private static final int LOOKUPS_WAITING_MAX = 200;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(2, 2, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LOOKUPS_WAITING_MAX), task -> {
                Thread made = new Thread(task, "sip-dns");
                made.setDaemon(true);
                return made;
            });

    Resolver() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** The address a literal names; empty for a host name. Never blocks. */
    public static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return Cidr.parse(bare).map(Cidr::network);
    }

    /** The address of a host; fails when there is none. */
    CompletableFuture<InetAddress> address(String host) {
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return CompletableFuture.completedFuture(literal.get());
        }
        try {
            return CompletableFuture.supplyAsync(() -> lookUp(host), threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(full);
        }
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
