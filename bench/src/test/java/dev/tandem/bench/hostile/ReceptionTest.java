package dev.tandem.bench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionTest {
    private final Reception caller = new Reception();
    private final Reception callee = new Reception();

    @Test
    void countsWhatComesWhileSomebodyLooks() {
        callee.received(10);
        look(20);
        caller.sent();
        caller.sent();
        callee.received(40);
        end(50);
        callee.received(60);
        assertThat(Reception.way(caller, callee)).isEqualTo(new Reception.Way(2, 1, 20));
        assertThat(Reception.way(caller, callee).share()).isEqualTo(0.5);
    }

    @Test
    void silenceAtTheEndIsAGapToo() {
        look(0);
        callee.received(20);
        end(500);
        assertThat(Reception.way(caller, callee).longestGapNanos()).isEqualTo(480);
    }

    private void look(long nanos) {
        caller.open(nanos);
        callee.open(nanos);
    }

    private void end(long nanos) {
        caller.close(nanos);
        callee.close(nanos);
    }
}
