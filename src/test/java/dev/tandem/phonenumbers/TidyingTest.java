package dev.tandem.phonenumbers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.config.TandemConfig;
import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.NumberType;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.imports.DemoStock;
import dev.tandem.number.operation.OperationStore;
import dev.tandem.number.sale.Searches;
import dev.tandem.tenant.Tenant;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class TidyingTest {

    @Inject
    Tidying tidying;

    @Inject
    NumberOperations orders;

    @Inject
    OperationStore operations;

    @Inject
    Searches reservations;

    @Inject
    DemoStock stock;

    @Inject
    ShiftedClock clock;

    @Inject
    Tenant tenant;

    @Inject
    TandemConfig config;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private String search() {
        return orders.search(
                tenant.id(),
                new SearchCriteria("US", NumberType.GEOGRAPHIC, AssignmentType.APPLICATION, Capabilities.CALLS, "", 1));
    }

    private boolean isRemembered(String search) {
        boolean operation = operations
                .find(tenant.id(), OperationType.SEARCH.operationId(search))
                .isPresent();
        assertThat(reservations.find(tenant.id(), search).isPresent()).isEqualTo(operation);
        return operation;
    }

    @Test
    void whatIsOlderThanAMonthIsForgottenAndTheRestIsNot() {
        stock.load();
        String old = search();
        clock.advance(config.inventory().history().plus(Duration.ofMinutes(1)));
        String fresh = search();

        tidying.tidy();

        assertThat(isRemembered(old)).isFalse();
        assertThat(isRemembered(fresh)).isTrue();
        reservations.cancel(tenant.id(), fresh);
    }
}
