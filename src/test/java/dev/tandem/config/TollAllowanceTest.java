package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TollAllowanceTest {

    @Test
    void anAllowanceIsThreeNumbers() {
        assertThat(TollAllowance.of("5/20/600")).isEqualTo(new TollAllowance(5, 20, 600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5/20", "5/20/600/1", "-1/2/3", "5/20/many", "999999999/1/1"})
    void whatIsNoneIsRefusedWithTheFormToUse(String text) {
        assertThatThrownBy(() -> TollAllowance.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5/20/600");
    }
}
