package dev.tandem.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Routing when the database hangs. */
class RoutingWorkersTest {

    @Test
    void whatWaitsIsBoundedAndWhatIsRefusedIsCounted() {
        CountDownLatch hung = new CountDownLatch(1);
        try (RoutingWorkers workers = new RoutingWorkers()) {
            for (int i = 0; i < 1008; i++) {
                workers.execute(() -> await(hung));
            }
            assertThatThrownBy(() -> workers.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
            assertThat(workers.refused()).isEqualTo(1);
            hung.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
