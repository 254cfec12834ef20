package dev.tandem.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.streaming.Closure.Reason;
import dev.tandem.streaming.StreamUpdate.Details;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectionTest {

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE,0,true,INITIAL_CONNECTION_FAILED",
        "TIMEOUT,0,true,SERVICE_TIMEOUT",
        "LOST,0,true,INITIAL_CONNECTION_FAILED",
        "REFUSED,400,false,BAD_REQUEST",
        "REFUSED,401,false,AUTHENTICATION_FAILURE",
        "REFUSED,403,false,FORBIDDEN",
        "REFUSED,404,false,INITIAL_CONNECTION_FAILED",
        "REFUSED,408,true,SERVICE_TIMEOUT",
        "REFUSED,429,true,TOO_MANY_REQUESTS",
        "REFUSED,503,true,INITIAL_CONNECTION_FAILED",
        "CLOSED,1000,false,INITIAL_CONNECTION_FAILED",
        "CLOSED,1012,true,INITIAL_CONNECTION_FAILED",
        "FORBIDDEN_TARGET,0,false,FORBIDDEN",
        "VIOLATION,0,false,BAD_REQUEST"
    })
    void whoSaysNoIsNotAskedAgain(Reason reason, int code, boolean again, Details details) {
        Closure closure = new Closure(reason, code, "");

        assertThat(new Reconnection(200).delayMillis(closure, 0.5).isPresent()).isEqualTo(again);
        assertThat(Reconnection.details(closure, false)).isEqualTo(details);
    }

    @Test
    void threeAttemptsEachLaterThanTheOneBeforeAndThenNoMoreUntilItWorked() {
        Closure lost = new Closure(Reason.LOST, 0, "");
        Reconnection reconnection = new Reconnection(200);

        assertThat(reconnection.delayMillis(lost, 0.5)).hasValue(200);
        assertThat(reconnection.delayMillis(lost, 0.5)).hasValue(1_000);
        assertThat(reconnection.delayMillis(lost, 0)).hasValue(1_500);
        assertThat(reconnection.delayMillis(lost, 0.5)).isEqualTo(OptionalLong.empty());
        reconnection.succeeded();
        assertThat(reconnection.delayMillis(lost, 0.5)).hasValue(200);
        assertThat(Reconnection.details(lost, true)).isEqualTo(Details.CONNECTION_INTERRUPTED);
    }
}
