package dev.tandem.sip.jain;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StackTimerTest {

    private final StackTimer timer = new StackTimer();

    @AfterEach
    void stop() {
        timer.stop();
    }

    @Test
    void whatIsToBeRepeatedIsRepeatedAlsoAfterAMistakeUntilItIsCancelled() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        SIPStackTimerTask failing = task(() -> {
            thrice.countDown();
            throw new IllegalStateException("a mistake");
        });
        timer.scheduleWithFixedDelay(failing, 1, 1);

        assertThat(thrice.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(timer.cancel(failing)).isTrue();
        assertThat(timer.cancel(failing)).isFalse();
    }

    @Test
    void whatIsCancelledBeforeItsTimeNeverRuns() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(1);
        SIPStackTimerTask cancelled = task(runs::incrementAndGet);
        timer.schedule(cancelled, 50);
        timer.cancel(cancelled);
        timer.schedule(task(later::countDown), 100);

        assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(0);
    }

    @Test
    void nothingIsTakenAfterTheEnd() {
        timer.stop();

        assertThat(timer.schedule(task(() -> {}), 1)).isFalse();
    }

    private static SIPStackTimerTask task(Runnable work) {
        return new SIPStackTimerTask() {
            @Override
            public void runTask() {
                work.run();
            }

            @Override
            public Object getThreadHash() {
                return this;
            }
        };
    }
}
