package dev.tandem.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Cidr;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipSettings;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.endpoint.SipEndpoint;
import dev.tandem.sip.registrar.InMemoryBindings;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.Ports;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed gateway remembers: the packaged jar, killed with a call up, started again on the same data. */
@Tag("interop")
class RestartIT {

    private static final String VERSION = "?api-version=2022-12-01";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SDP = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 9 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """.replace("\n", "\r\n");

    @TempDir
    Path directory;

    @Test
    void afterKill9EverythingIsThereAndTheCallThatWasUpEndedByRestart() throws Exception {
        Path data = directory.resolve("data");
        String repeatabilityId = UUID.randomUUID().toString();
        String number;
        String identity;
        String finished;
        String cut;
        try (RunningJar gateway = new RunningJar(data, directory.resolve("first.log"));
                Carrier carrier = new Carrier(gateway.sipPort())) {
            number = gateway.buyNumber();
            identity = gateway.postRepeatable("/identities?api-version=2023-10-01", "{}", repeatabilityId)
                    .at("/identity/id")
                    .asText();
            gateway.put("/trunks/carrier", carrier.asTrunk());
            gateway.put("/phoneNumbers/" + encoded(number) + "/assignment", carrier.asAnswerer());

            SipLeg first = carrier.call(number);
            finished = connectedCall(gateway);
            first.hangUp();
            Eventually.within(PATIENCE, () -> live(gateway).isEmpty());
            carrier.call(number);
            cut = connectedCall(gateway);
            gateway.kill();
        }
        try (RunningJar gateway = new RunningJar(data, directory.resolve("second.log"))) {
            assertThat(gateway.get("/phoneNumbers" + VERSION)
                            .at("/phoneNumbers/0/phoneNumber")
                            .asText())
                    .isEqualTo(number);
            assertThat(gateway.get("/phoneNumbers/" + encoded(number) + "/assignment")
                            .at("/kind")
                            .asText())
                    .isEqualTo("sip");
            assertThat(gateway.postRepeatable("/identities?api-version=2023-10-01", "{}", repeatabilityId)
                            .at("/identity/id")
                            .asText())
                    .as("the same request again")
                    .isEqualTo(identity);
            assertThat(gateway.get("/trunks/carrier").at("/host").asText()).isEqualTo("127.0.0.1");
            assertThat(gateway.post(
                                    "/identities/" + identity + "/:issueAccessToken?api-version=2023-10-01",
                                    "{\"scopes\":[\"voip\"]}")
                            .at("/token")
                            .asText())
                    .isNotEmpty();
            assertThat(gateway.get("/calls/" + finished).at("/endReason").asText())
                    .isEqualTo("callerHungUp");
            assertThat(gateway.get("/calls/" + cut).at("/endReason").asText()).isEqualTo("restart");
            assertThat(gateway.get("/callRecords").at("/value"))
                    .as("one record a call")
                    .hasSize(2);
            assertThat(live(gateway)).isEmpty();
        }
    }

    private static String connectedCall(RunningJar gateway) {
        Eventually.within(PATIENCE, () -> live(gateway).at("/0/state").asText().equals("connected"));
        return live(gateway).at("/0/id").asText();
    }

    private static JsonNode live(RunningJar gateway) {
        try {
            return gateway.get("/calls?state=live").at("/value");
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    private static String encoded(String number) {
        return URLEncoder.encode(number, StandardCharsets.UTF_8);
    }

    /** A carrier that calls the gateway and answers what the gateway routes back to it. */
    private static final class Carrier implements SipApplication, SipDirectory, AutoCloseable {
        private final int port = Ports.free();
        private final TrunkPeer gateway;
        private final SipEndpoint sip;

        Carrier(int gatewayPort) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            gateway = new TrunkPeer(
                    "gateway",
                    "127.0.0.1",
                    gatewayPort,
                    TrunkPeer.Transport.UDP,
                    List.of(new Cidr(loopback, 32)),
                    Optional.empty(),
                    true);
            SipSettings settings = new SipSettings(
                    loopback, Optional.of(loopback), port, 0, Optional.empty(), "carrier.invalid", "test carrier");
            sip = new SipEndpoint(settings, this, new InMemoryBindings(1), this, Clock.systemUTC());
            sip.start();
        }

        String asTrunk() {
            return "{\"host\":\"127.0.0.1\",\"port\":" + port + ",\"allowedSources\":[\"127.0.0.1/32\"]}";
        }

        String asAnswerer() {
            return "{\"kind\":\"sip\",\"uri\":\"sip:answerer@127.0.0.1:" + port + "\"}";
        }

        SipLeg call(String number) {
            return sip.invite(
                    new OutgoingInvite(
                            new OutgoingInvite.Target.Trunk(gateway, number), "+12025550143", "", SDP, PATIENCE),
                    event -> {});
        }

        @Override
        public Consumer<SipLegEvent> onInvite(IncomingInvite invite) {
            invite.leg().answer(SDP);
            return event -> {};
        }

        @Override
        public List<TrunkPeer> trunks() {
            return List.of(gateway);
        }

        @Override
        public Optional<DigestCredentials> credentials(AddressOfRecord aor) {
            return Optional.empty();
        }

        @Override
        public void close() {
            sip.close();
        }
    }
}
