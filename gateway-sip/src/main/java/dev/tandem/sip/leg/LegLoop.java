package dev.tandem.sip.leg;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/** What runs the tasks of a leg, one after the other. Thread-safe. */
public interface LegLoop extends Executor {

    /** Runs a task later. */
    Future<?> after(Duration delay, Runnable task);
}
