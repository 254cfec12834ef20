package dev.tandem.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.call.EventDestination;
import dev.tandem.call.OutboxEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {

    private static final String DATA = """
            {"to":{"kind":"phoneNumber","rawId":"4:+14255550123","phoneNumber":{"value":"+14255550123"}},
             "from":{"kind":"communicationUser","rawId":"8:acs:r_u","communicationUser":{"id":"8:acs:r_u"}},
             "serverCallId":"abc"}
            """;

    @ParameterizedTest
    @CsvSource({
        "data.to, StringIn, +14255550123, true",
        "data.to, StringIn, +14255550124, false",
        "data.to, StringBeginsWith, +1425, true",
        "data.to, StringNotBeginsWith, +1425, false",
        "data.from, StringIn, 8:ACS:R_U, true",
        "data.to.rawId, StringEndsWith, 0123, true",
        "data.serverCallId, StringContains, b, true",
        "subject, StringBeginsWith, /caller/, true",
        "eventType, StringIn, Microsoft.Communication.IncomingCall, true",
        "data.nothing, StringIn, x, false",
        "data.nothing, StringNotIn, x, true",
    })
    void anEventPassesAsEventGridWouldLetIt(String key, String operator, String value, boolean passes)
            throws Exception {
        EventFilter filter =
                new EventFilter(key, EventFilter.Operator.of(operator).orElseThrow(), List.of("none of these", value));
        OutboxEvent event = new OutboxEvent(
                "1",
                "t",
                "c",
                new EventDestination.Subscriptions(),
                "Microsoft.Communication.IncomingCall",
                "/tenant",
                "/caller/8:acs:r_u/recipient/4:+14255550123",
                DATA,
                Instant.EPOCH);
        Subscription subscription = new Subscription(
                "s",
                URI.create("https://example.com"),
                Envelope.EVENT_GRID,
                Set.of(),
                List.of(filter),
                SigningSecrets.of("whsec_"),
                Instant.EPOCH);

        assertThat(subscription.wants(event, new ObjectMapper().readTree(DATA))).isEqualTo(passes);
    }
}
