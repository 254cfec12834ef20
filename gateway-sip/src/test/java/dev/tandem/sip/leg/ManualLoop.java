package dev.tandem.sip.leg;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** A loop of a test, whose time passes when the test says so. Runs on the thread of the test. */
final class ManualLoop implements LegLoop {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::at));
    private Duration now = Duration.ZERO;
    private boolean running;

    private record Timer(Duration at, FutureTask<?> task) {}

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (!running) {
            running = true;
            while (!tasks.isEmpty()) {
                tasks.poll().run();
            }
            running = false;
        }
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        FutureTask<?> future = new FutureTask<>(task, "done");
        timers.add(new Timer(now.plus(delay), future));
        return future;
    }

    /** Lets time pass, and all happen that is due meanwhile. */
    void pass(Duration time) {
        Duration end = now.plus(time);
        while (!timers.isEmpty() && timers.peek().at().compareTo(end) <= 0) {
            Timer next = timers.poll();
            now = next.at();
            execute(next.task());
        }
        now = end;
    }
}
