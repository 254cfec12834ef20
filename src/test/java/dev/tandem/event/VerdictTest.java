package dev.tandem.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.event.Verdict.Again;
import dev.tandem.outbound.client.OutboundClient.Reply;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "200, Delivered",
        "202, Delivered",
        "204, Delivered",
        "301, Again",
        "400, Again",
        "401, Again",
        "404, Again",
        "429, Again",
        "500, Again",
        "503, Again",
        "410, Dead"
    })
    void eachStatusMeansOneThing(int status, String verdict) {
        assertThat(Verdict.of(reply(status, Map.of())).getClass().getSimpleName())
                .isEqualTo(verdict);
    }

    @Test
    void aReceiverMayAskForAPauseOfAnHourAtMost() {
        assertThat(pause("30")).isEqualTo(Duration.ofSeconds(30));
        assertThat(pause("999999")).isEqualTo(Duration.ofHours(1));
        assertThat(((Again) Verdict.of(reply(503, Map.of("retry-after", "soon")))).pause())
                .isEmpty();
    }

    @Test
    void waitsDoubleToHalfAnHourAndAreSpread() {
        assertThat(Backoff.nanos(1, 0.5)).isEqualTo(Duration.ofMillis(250).toNanos());
        assertThat(Backoff.nanos(4, 0.5)).isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(Backoff.nanos(1, 0)).isLessThan(Backoff.nanos(1, 0.9));
        assertThat(IntStream.rangeClosed(1, 1_000).mapToLong(attempt -> Backoff.nanos(attempt, 0.5)))
                .allMatch(nanos -> nanos > 0 && nanos <= Duration.ofMinutes(30).toNanos());
    }

    private static Duration pause(String header) {
        return ((Again) Verdict.of(reply(503, Map.of("retry-after", header))))
                .pause()
                .orElseThrow();
    }

    private static Reply reply(int status, Map<String, String> headers) {
        return new Reply(status, headers, Buffer.buffer());
    }
}
