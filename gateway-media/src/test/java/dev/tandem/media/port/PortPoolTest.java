package dev.tandem.media.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.media.PortsExhaustedException;
import org.junit.jupiter.api.Test;

class PortPoolTest {

    @Test
    void portsAreEvenTakenInTurnAndComeBack() {
        PortPool pool = new PortPool(40_001, 40_007);
        assertThat(pool.size()).isEqualTo(3);
        assertThat(pool.take()).isEqualTo(40_002);
        pool.give(40_002);
        assertThat(pool.take()).as("not the one just used").isEqualTo(40_004);
        assertThat(pool.take()).isEqualTo(40_006);
        assertThat(pool.take()).isEqualTo(40_002);
        assertThatThrownBy(pool::take).isInstanceOf(PortsExhaustedException.class);
        assertThat(pool.inUse()).isEqualTo(3);
    }
}
