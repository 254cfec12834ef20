package dev.tandem.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that another thread or process will do, at most until a deadline. */
public final class Eventually {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Eventually() {}

    /** Returns as soon as the value is the expected one; fails with the last value when it is not in time. */
    public static <T> void equal(Duration patience, T expected, Supplier<T> value) {
        try {
            within(patience, () -> expected.equals(value.get()));
        } catch (AssertionError late) {
            throw new AssertionError("it is " + value.get() + " and not " + expected, late);
        }
    }

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
