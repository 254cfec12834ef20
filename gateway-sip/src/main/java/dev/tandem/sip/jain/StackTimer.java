package dev.tandem.sip.jain;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The clock of the stack's transactions (RFC 3261, section 17.1.1.1: T1 is 500 ms). Each of them asks twice a second whether
 * it is over, for half a minute: on a wheel that is a link in a list, in a heap a search. Made by the stack from its class
 * name.
 */
public final class StackTimer implements SipTimer {
    private static final Logger LOG = Logger.getLogger(StackTimer.class);
    private static final int TICK_MILLIS = 20;

    private final HashedWheelTimer wheel =
            new HashedWheelTimer(new DefaultThreadFactory("sip-stack-timer", true), TICK_MILLIS, TimeUnit.MILLISECONDS);
    private volatile boolean started;

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        wheel.start();
        started = true;
    }

    @Override
    public void stop() {
        started = false;
        wheel.stop();
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delayMillis) {
        return new Scheduled(task, 0).after(delayMillis);
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMillis, long periodMillis) {
        return new Scheduled(task, periodMillis).after(delayMillis);
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        return task.getSipTimerTask() instanceof Scheduled scheduled && scheduled.cancel();
    }

    /** A task on the wheel, once or again and again. */
    private final class Scheduled {
        private final SIPStackTimerTask task;
        private final long periodMillis;
        private volatile boolean cancelled;

        Scheduled(SIPStackTimerTask task, long periodMillis) {
            this.task = task;
            this.periodMillis = periodMillis;
            task.setSipTimerTask(this);
        }

        boolean after(long millis) {
            try {
                Timeout unused = wheel.newTimeout(due -> run(), millis, TimeUnit.MILLISECONDS);
                return true;
            } catch (IllegalStateException stopped) {
                // What comes after the end has nobody left to come for.
                return false;
            }
        }

        private void run() {
            if (cancelled) {
                return;
            }
            try {
                task.runTask();
            } catch (RuntimeException mistake) {
                LOG.error("a timer of the SIP stack failed", mistake);
            }
            if (periodMillis > 0 && !cancelled) {
                after(periodMillis);
            }
        }

        boolean cancel() {
            boolean first = !cancelled;
            cancelled = true;
            task.cleanUpBeforeCancel();
            return first;
        }
    }
}
