package dev.tandem.media.port;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that wait for browsers in DTLS handshakes: few, bounded, gone when there is nothing to do. */
final class HandshakeWorkers implements Executor, AutoCloseable {

    /** A handshake costs about 1 ms of CPU and waits a few round trips: this many keep up with hundreds a second. */
    private static final int WORKERS_MAX = 32;

    private static final int WAITING_MAX = 256;
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    HandshakeWorkers() {
        pool = new ThreadPoolExecutor(
                WORKERS_MAX,
                WORKERS_MAX,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                HandshakeWorkers::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "dtls-handshake");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable handshake) {
        pool.execute(handshake);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
