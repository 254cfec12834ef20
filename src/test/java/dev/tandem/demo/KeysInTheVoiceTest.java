package dev.tandem.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.automation.TestApplication;
import dev.tandem.call.CallDirectory;
import dev.tandem.gateway.Gateway;
import dev.tandem.host.FreePort;
import dev.tandem.interop.Installation;
import dev.tandem.testkit.Eventually;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that come as tones in the voice, from a trunk whose keys travel that way. */
@ServiceTest
class KeysInTheVoiceTest {

    private static final String VERSION = "?api-version=2023-03-06";
    private static final String CALLEE = "{\"phoneNumber\":{\"value\":\"+12025550177\"}}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int[] ROWS_HZ = {697, 770, 852, 941};
    private static final int[] COLUMNS_HZ = {1209, 1336, 1477, 1633};
    private static final String KEYS = "123A456B789C*0#D";

    @Inject
    Sessions sessions;

    @Inject
    Gateway gateway;

    @Inject
    CallDirectory calls;

    private Installation installation;
    private TestApplication application;
    private SimulatedCarrier carrier;
    private String ours;

    @BeforeEach
    void aTrunkWhoseKeysAreInTheVoice() throws IOException {
        installation = new Installation(sessions);
        application = new TestApplication();
        ours = installation.buyNumber();
        int port = FreePort.orElse(0);
        carrier = new SimulatedCarrier(port, gateway.sipPort(), 38_000, 38_099, Clock.systemUTC());
        carrier.start();
        installation.trunk("voice", port, "127.0.0.1/32", "\"dtmf\":\"inband\"");
    }

    @AfterEach
    void nothingIsLeft() {
        carrier.live().forEach(CarrierCall::hangUp);
        Eventually.equal(PATIENCE, 0, calls::size);
        carrier.close();
        installation.close();
        application.close();
    }

    @Test
    void fourKeysHeardAsTonesAreRecognized() {
        String id = post("/calling/callConnections", """
                        {"callbackUri":"%s","targets":[%s],"sourceCallerIdNumber":{"value":"%s"}}
                        """.formatted(application.callbackUrl(), CALLEE, ours))
                .statusCode(201)
                .extract()
                .path("callConnectionId");
        application.await(id, "CallConnected");
        post("/calling/callConnections/" + id + ":recognize", """
                        {"recognizeInputType":"dtmf","recognizeOptions":{"targetParticipant":%s,
                         "initialSilenceTimeoutInSeconds":15,
                         "dtmfOptions":{"maxTonesToCollect":4,"interToneTimeoutInSeconds":5}}}
                        """.formatted(CALLEE))
                .statusCode(202);

        carrier.live().forEach(call -> call.voice().say(tones("4711")));

        assertThat(application.await(id, "RecognizeCompleted").at("/dtmfResult/tones"))
                .hasToString("[\"four\",\"seven\",\"one\",\"one\"]");
    }

    /** Each key for 120 ms, with as much silence after it, at 8 kHz. */
    private static short[] tones(String keys) {
        int samples = 960;
        short[] voice = new short[8_000 + keys.length() * 2 * samples];
        for (int key = 0; key < keys.length(); key++) {
            int place = KEYS.indexOf(keys.charAt(key));
            for (int i = 0; i < samples; i++) {
                double row = Math.sin(2 * Math.PI * ROWS_HZ[place / 4] * i / 8_000);
                double column = Math.sin(2 * Math.PI * COLUMNS_HZ[place % 4] * i / 8_000);
                voice[8_000 + key * 2 * samples + i] = (short) (6_000 * (row + column));
            }
        }
        return voice;
    }

    private ValidatableResponse post(String path, String body) {
        return installation
                .admin()
                .contentType("application/json")
                .body(body)
                .post(path + VERSION)
                .then();
    }
}
