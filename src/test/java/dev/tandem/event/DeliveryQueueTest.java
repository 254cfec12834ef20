package dev.tandem.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {

    private final DeliveryQueue queue = new DeliveryQueue(100, 2);

    @Test
    void theRowsOfOneLaneGoOneAfterAnother() {
        queue.add(1, "call-a", "bot");
        queue.add(2, "call-a", "bot");

        assertThat(due(0)).isEqualTo(1);
        assertThat(queue.next(0)).isEmpty();
        queue.done("call-a");
        assertThat(due(0)).isEqualTo(2);
    }

    @Test
    void aRowThatFailedIsSentAgainBeforeItsSuccessorAndNotBeforeItsTime() {
        queue.add(1, "call-a", "bot");
        queue.add(2, "call-a", "bot");
        assertThat(queue.next(0)).contains(new DeliveryQueue.Due(1, "call-a", 1));

        queue.again("call-a", 500);

        assertThat(queue.nextWakeNanos()).contains(500L);
        assertThat(queue.next(499)).isEmpty();
        assertThat(queue.next(500)).contains(new DeliveryQueue.Due(1, "call-a", 2));
        queue.done("call-a");
        assertThat(queue.next(500)).contains(new DeliveryQueue.Due(2, "call-a", 1));
    }

    @Test
    void aRowThatCouldNotBeReadIsNoAttemptOfItsReceivers() {
        queue.add(1, "call-a", "bot");
        assertThat(queue.next(0)).contains(new DeliveryQueue.Due(1, "call-a", 1));

        queue.notTried("call-a", 500);

        assertThat(queue.next(499)).isEmpty();
        assertThat(queue.next(500)).contains(new DeliveryQueue.Due(1, "call-a", 1));
    }

    @Test
    void aReceiverThatHangsHoldsUpNobodyElse() {
        for (int call = 0; call < 10; call++) {
            queue.add(call, "hanging-" + call, "hangs");
        }
        queue.add(99, "call", "healthy");

        assertThat(drain()).hasSize(3).contains(99L);
    }

    @Test
    void receiversTakeTurns() {
        queue.add(1, "a1", "a");
        queue.add(2, "a2", "a");
        queue.add(3, "b1", "b");

        assertThat(List.of(due(0), due(0), due(0))).containsExactly(1L, 3L, 2L);
    }

    @Test
    void aRowOfferedTwiceIsSentOnce() {
        queue.add(1, "call-a", "bot");
        queue.add(1, "call-a", "bot");

        assertThat(drain()).containsExactly(1L);
        queue.done("call-a");
        assertThat(drain()).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    void aLaneIsForgottenWhenItsLastRowIsSettled() {
        queue.add(1, "call-a", "bot");
        due(0);
        queue.done("call-a");

        queue.add(2, "call-a", "other");
        assertThat(queue.next(0)).map(DeliveryQueue.Due::attempt).contains(1);
    }

    private long due(long now) {
        return queue.next(now).orElseThrow().row();
    }

    private List<Long> drain() {
        List<Long> rows = new ArrayList<>();
        for (Optional<DeliveryQueue.Due> due = queue.next(0); due.isPresent(); due = queue.next(0)) {
            rows.add(due.get().row());
        }
        return rows;
    }
}
