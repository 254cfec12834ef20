package dev.tandem.acs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tandem.ServiceTest;
import dev.tandem.store.StoreWatch;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What clients are told when the database is not there, and when it is. */
@ServiceTest
class DatabaseAwayTest {

    @Inject
    StoreWatch watch;

    @Inject
    Unavailability unavailability;

    @Test
    void aRequestThatFailsForWantOfTheDatabaseMayBeTriedAgain() {
        Response response = new ExceptionMapping(unavailability)
                .failed(new PersistenceException(new SQLException("gone", "08006")));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(response.getHeaderString("x-ms-error-code")).isEqualTo("ServiceUnavailable");
    }

    @Test
    void anyOtherFailureIsADefectOfOurs() {
        assertThat(new ExceptionMapping(unavailability)
                        .failed(new IllegalStateException("thrown by a test"))
                        .getStatus())
                .isEqualTo(500);
    }

    @Test
    void readyIsAGatewayWhoseDatabaseTakesAWrite() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("database takes writes"));
        assertThat(watch.isDown()).isFalse();
    }
}
