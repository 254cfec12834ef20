package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.TrunkPeer.Transport;
import dev.tandem.sip.trunk.TrunkHealth.Ping;
import dev.tandem.sip.trunk.TrunkHealth.Tls;
import dev.tandem.testkit.Sipp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** OPTIONS to trunks and from them (RFC 3261, section 11). */
class TrunkPingTest {
    private static final Duration OFTEN = Duration.ofMillis(200);

    private final Party party = new Party();

    @AfterEach
    void close() {
        party.close();
    }

    private void trunk(int port, Transport transport) {
        party.trunks.add(Party.peer("carrier", port, transport, List.of()));
        party.endpoint.pingTrunks(OFTEN);
    }

    private void await(Ping status) {
        Party.await(
                () -> party.endpoint.health("carrier").ping(Instant.now()) == status, "the trunk is never " + status);
    }

    @Test
    void aTrunkThatAnswersIsActiveOverEveryTransport() throws Exception {
        SSLContext tls = TestCertificate.context();
        for (Transport transport : Transport.values()) {
            try (Party asking = new Party(Optional.of(tls));
                    Party carrier = new Party(Optional.of(tls))) {
                int port = transport == Transport.TLS ? carrier.tlsPort : carrier.port;
                asking.trunks.add(Party.peer("carrier", port, transport, List.of()));
                asking.endpoint.pingTrunks(OFTEN);

                Party.await(
                        () -> asking.endpoint.health("carrier").ping(Instant.now()) == Ping.ACTIVE,
                        "no answer over " + transport);
                assertThat(asking.endpoint.health("carrier").tls(Instant.now()) != Tls.UNKNOWN)
                        .as("the certificate is seen over TLS alone")
                        .isEqualTo(transport == Transport.TLS);
                asking.expectNothingLeft();
            }
        }
    }

    @Test
    void aTrunkThatCannotBeConnectedToIsAnErrorAndActiveOnceItIsThere() {
        int port = Party.freePort();
        trunk(port, Transport.TCP);
        await(Ping.ERROR);

        party.trunks.clear();
        try (Party carrier = new Party()) {
            trunk(carrier.port, Transport.TCP);
            await(Ping.ACTIVE);
        }
    }

    @Test
    void anOptionsOfTheTrunkIsASignOfLifeWithoutAnyOfOurs() {
        party.trusting("carrier");
        assertThat(party.endpoint.health("carrier").ping(Instant.now())).isEqualTo(Ping.UNKNOWN);
        try (Party carrier = new Party()) {
            // Watched for a second or less: only then does it count.
            carrier.trunks.add(Party.peer("us", party.port, Transport.UDP, List.of()));
            carrier.endpoint.pingTrunks(OFTEN);

            await(Ping.ACTIVE);
        }
    }

    @Test
    @Tag("interop")
    void aTrunkThatIsOutOfServiceIsAnErrorUntilItAnswersAgain() throws Exception {
        int port = Party.freePort();
        List<String> once = List.of("-m", "1");
        try (Sipp carrier = new Sipp(scenario("trunk-out-of-service"), port, once)) {
            trunk(port, Transport.UDP);
            await(Ping.ERROR);
            carrier.expectSuccess();
        }
        try (Sipp carrier = new Sipp(scenario("trunk-alive"), port, once)) {
            await(Ping.ACTIVE);
            carrier.expectSuccess();
        }
    }

    @Test
    void aDisabledTrunkIsNotAsked() {
        try (Party carrier = new Party()) {
            TrunkPeer enabled = Party.peer("carrier", carrier.port, Transport.UDP, List.of());
            party.trunks.add(new TrunkPeer(
                    "disabled", "127.0.0.1", carrier.port, Transport.UDP, List.of(), Optional.empty(), false));
            party.trunks.add(enabled);
            party.endpoint.pingTrunks(OFTEN);

            await(Ping.ACTIVE);
            assertThat(party.endpoint.health("disabled").ping(Instant.now())).isEqualTo(Ping.UNKNOWN);
        }
    }

    private static Path scenario(String name) {
        return Path.of("src/test/resources/sipp", name + ".xml");
    }
}
