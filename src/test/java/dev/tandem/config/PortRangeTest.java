package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortRangeTest {

    @Test
    void aRangeIsFirstDashLast() {
        assertThat(PortRange.of("40000-49999")).isEqualTo(new PortRange(40000, 49999));
    }

    @Test
    void whatIsNoneIsRefusedWithTheFormToUse() {
        for (String text : List.of("", "40000", "a-b", "49999-40000", "1-2", "40000-70000")) {
            assertThatThrownBy(() -> PortRange.of(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("port range");
        }
    }
}
