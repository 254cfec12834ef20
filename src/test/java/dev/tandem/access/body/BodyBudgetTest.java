package dev.tandem.access.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** The memory that request bodies share. */
class BodyBudgetTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BodyBudget budget = new BodyBudget(100, registry);

    @Test
    void whatIsTakenIsNotThereForOthersUntilItIsGivenBack() {
        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(60)).isFalse();
        assertThat(budget.take(40)).isTrue();

        budget.give(60);

        assertThat(budget.take(60)).isTrue();
        assertThat(registry.get("tandem.request.bodies.octets").gauge().value()).isEqualTo(100);
        assertThat(registry.get("tandem.request.bodies.refused").counter().count())
                .isEqualTo(1);
    }
}
