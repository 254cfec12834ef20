package dev.tandem.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another thread or process will do, at most until a deadline. */
public final class Eventually {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Eventually() {}

    /** Returns as soon as the condition holds; fails when it does not in time. */
    public static void within(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not happen within " + patience);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
