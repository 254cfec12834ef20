package dev.tandem.store;

import dev.tandem.exit.ExitCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Watches whether the database takes a write, and brings it back when it does not: every connection of the process is
 * replaced, again and again with growing pauses, until a write succeeds: an H2 whose file failed is open anew for those who
 * connect anew, and for nobody else, and a server that is frozen keeps its callers waiting for ever. When that takes too long, or somebody else has
 * taken the database meanwhile, the process ends. Thread-safe; one thread talks to the database, another looks at the clock,
 * because the first may hang.
 */
public class StoreWatch {

    private static final Logger LOG = Logger.getLogger(StoreWatch.class);
    private static final Duration BEAT_EVERY = Duration.ofSeconds(5);
    private static final Duration JUDGE_EVERY = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS_LEAST = 250;
    private static final long PAUSE_MILLIS_MOST = 5_000;

    /** A connection that was cut from this side lives on at a server that was frozen, and with it our own claim. */
    private static final Duration TAKEN_FOR = Duration.ofSeconds(15);

    private final StoreSession session;
    private final Pool pool;
    private final Duration giveUpAfter;
    private final LongSupplier nanoClock;
    private final BiConsumer<ExitCode, String> end;
    private final ScheduledThreadPoolExecutor looking = thread("store-watch");
    private final ScheduledThreadPoolExecutor judging = thread("store-judge");
    private final AtomicBoolean suspected = new AtomicBoolean();
    private final LongAdder outages = new LongAdder();

    private Future<?> ahead = CompletableFuture.completedFuture(null);

    private volatile boolean down;
    private volatile long lastGoodNanos;
    private long downSinceNanos;
    private long takenSinceNanos;
    private boolean taken;
    private long pauseMillis = PAUSE_MILLIS_LEAST;

    /** The pool of connections that everything else uses. */
    interface Pool {

        /** Closes every connection, those in use included: whoever waits for an answer hears that there is none. */
        void cut();

        /** Closes the idle connections that do not work. */
        void sift();

        /** Lends a connection and takes it back, or throws: then nobody else gets one either. */
        void lend() throws SQLException;
    }

    /**
     * A watch that does not look yet.
     *
     * @param giveUpAfter how long the database may be away
     * @param end ends the process
     */
    StoreWatch(
            StoreSession session,
            Pool pool,
            Duration giveUpAfter,
            LongSupplier nanoClock,
            BiConsumer<ExitCode, String> end) {
        this.session = session;
        this.pool = pool;
        this.giveUpAfter = giveUpAfter;
        this.nanoClock = nanoClock;
        this.end = end;
        this.lastGoodNanos = nanoClock.getAsLong();
    }

    /**
     * Claims the database for this process, at start, before anything is read or migrated. Waits for a server that comes up
     * later than we do, and a moment for one that has not noticed yet that our predecessor was killed.
     */
    void claim(Duration takenFor, Duration awayFor) {
        long begun = nanoClock.getAsLong();
        while (true) {
            try {
                session.claim();
                return;
            } catch (DatabaseTakenException somebody) {
                refuseAfter(begun, takenFor, ExitCode.DATABASE_TAKEN, somebody.sentence());
            } catch (SQLException away) {
                refuseAfter(
                        begun, awayFor, ExitCode.DATABASE_AWAY, "The database cannot be reached: " + away.getMessage());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS_LEAST));
        }
    }

    private void refuseAfter(long begun, Duration patience, ExitCode code, String why) {
        if (nanoClock.getAsLong() - begun > patience.toNanos()) {
            throw code.refusal(why);
        }
    }

    /** Begins to look. */
    @SuppressWarnings("FutureReturnValueIgnored") // What the tasks find is told otherwise.
    void start() {
        lastGoodNanos = nanoClock.getAsLong();
        judging.scheduleWithFixedDelay(
                this::judge, JUDGE_EVERY.toMillis(), JUDGE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        next(BEAT_EVERY.toMillis());
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void next(long pause) {
        looking.schedule(() -> next(look()), pause, TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor thread(String name) {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** One look; returns after how many milliseconds the next is due. */
    long look() {
        try {
            session.beat();
            if (poolLends()) {
                good();
                return BEAT_EVERY.toMillis();
            }
        } catch (DatabaseTakenException somebody) {
            takenBy(somebody);
        } catch (SQLException | RuntimeException | AssertionError fault) {
            taken = false;
            bad(fault);
        }
        long pause = pauseMillis;
        pauseMillis = Math.min(2 * pauseMillis, PAUSE_MILLIS_MOST);
        return pause;
    }

    /** One that does not, with the database well, is overtaxed or stuck: to cut what it has lent would only cure the second. */
    private boolean poolLends() {
        taken = false;
        try {
            pool.lend();
            return true;
        } catch (SQLException | RuntimeException stuck) {
            down("the database takes writes, but its connections are all in use: " + stuck);
            return false;
        }
    }

    private void good() {
        long now = nanoClock.getAsLong();
        if (down) {
            LOG.infof(
                    "the database takes writes again, after %d s",
                    TimeUnit.NANOSECONDS.toSeconds(now - downSinceNanos));
        }
        // Connections may have broken that are not ours; only now is there something to ask them.
        if (suspected.getAndSet(false) || down) {
            pool.sift();
        }
        down = false;
        taken = false;
        lastGoodNanos = now;
        pauseMillis = PAUSE_MILLIS_LEAST;
    }

    private void bad(Throwable fault) {
        down("the database takes no writes; what is to be kept waits, calls go on: " + fault);
        session.close();
        pool.cut();
    }

    private void down(String why) {
        if (!down) {
            downSinceNanos = nanoClock.getAsLong();
            outages.increment();
            down = true;
            LOG.error(why);
        }
    }

    private void takenBy(DatabaseTakenException somebody) {
        long now = nanoClock.getAsLong();
        if (!taken) {
            taken = true;
            takenSinceNanos = now;
        }
        bad(somebody);
        if (now - takenSinceNanos > TAKEN_FOR.toNanos()) {
            end.accept(ExitCode.DATABASE_TAKEN, somebody.sentence());
        }
    }

    /** Ends the process when the last good look is too long ago; never waits for the one that looks. */
    void judge() {
        if (nanoClock.getAsLong() - lastGoodNanos > giveUpAfter.toNanos()) {
            judging.shutdown();
            end.accept(
                    ExitCode.DATABASE_AWAY,
                    "The database has taken no writes for " + giveUpAfter.toSeconds()
                            + " seconds and did not come back.");
        }
    }

    /** Something failed that smelt of the database: it is looked at now, and connections that broke alone are replaced. */
    @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for what is found.
    public void suspect() {
        if (!down && suspected.compareAndSet(false, true)) {
            lookNow();
        }
    }

    /** The look that is ahead already, or one more. */
    private synchronized Future<?> lookNow() {
        if (ahead.isDone() && !looking.isShutdown()) {
            ahead = looking.submit(this::look);
        }
        return ahead;
    }

    /** Whether the database is known to take no writes just now. */
    public boolean isDown() {
        return down;
    }

    /** How often it has stopped taking writes. */
    public long outages() {
        return outages.sum();
    }

    /** Whether a write succeeds within a time. Blocks for that long at most. */
    boolean takesWrite(Duration within) {
        if (down) {
            return false;
        }
        try {
            lookNow().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return !down;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException silent) {
            return false;
        }
    }

    /** Gives the claim back. */
    void stop() {
        judging.shutdownNow();
        looking.shutdownNow();
        session.close();
    }
}
