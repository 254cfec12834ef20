package dev.tandem.media.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A loop thread for one port, as a media loop would run it. */
final class PortLoop implements AutoCloseable {

    private final WebRtcPort port;
    private final Selector selector = Selector.open();
    private final CompletableFuture<Void> ended;
    private volatile boolean running = true;

    PortLoop(WebRtcPort port) throws IOException {
        this.port = port;
        for (DatagramChannel channel : port.channels()) {
            channel.register(selector, SelectionKey.OP_READ);
        }
        port.onWork(selector::wakeup);
        ended = CompletableFuture.runAsync(this::run, work -> new Thread(work, "test-loop").start());
    }

    WebRtcPort port() {
        return port;
    }

    private void run() {
        try {
            long ticked = System.nanoTime();
            while (running) {
                selector.select(key -> {}, 200);
                long now = System.nanoTime();
                port.readable(now);
                if (now - ticked > TimeUnit.SECONDS.toNanos(1)) {
                    ticked = now;
                    port.tick(now);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        running = false;
        selector.wakeup();
        ended.orTimeout(5, TimeUnit.SECONDS).join();
        selector.close();
        port.close();
    }
}
