package dev.tandem.interop;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.gateway.Gateway;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.Ports;
import dev.tandem.testkit.Sipp;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How trunks do and how much they may carry, with SIPp as the carrier. */
@ServiceTest
@Tag("interop")
class TrunkCareIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SIP = "/sip?api-version=2023-03-01";

    @Inject
    Sessions sessions;

    @Inject
    Gateway gateway;

    @Inject
    CallDirectory calls;

    private Installation installation;

    @BeforeEach
    void askOften() {
        installation = new Installation(sessions);
        gateway.sip().pingTrunks(Duration.ofMillis(200));
    }

    @AfterEach
    void askNobody() {
        gateway.sip().pingTrunks(Duration.ZERO);
        installation.close();
    }

    private String ping(String trunk) {
        return installation
                .admin()
                .get(SIP + "&expand=trunks/health")
                .then()
                .statusCode(200)
                .extract()
                .path("trunks.'" + trunk + "'.health.ping.status");
    }

    @Test
    void aCarrierThatAnswersIsOnlineAndOneThatCannotBeReachedIsInactive() throws Exception {
        int port = Ports.free();
        try (Sipp carrier = new Sipp(Path.of("test/resources/sipp/trunk-alive.xml"), port, List.of("-m", "2"))) {
            installation.trunk("there", port, "127.0.0.1/32");
            installation
                    .admin()
                    .contentType(ContentType.JSON)
                    .body("{\"host\":\"127.0.0.1\",\"port\":" + Ports.free() + ",\"transport\":\"tcp\"}")
                    .put("/trunks/gone")
                    .then()
                    .statusCode(201);

            Eventually.equal(PATIENCE, "active", () -> ping("there"));
            Eventually.equal(PATIENCE, "error", () -> ping("gone"));
            carrier.expectSuccess();
        }

        installation
                .admin()
                .get(SIP + "&expand=trunks/health")
                .then()
                .body("trunks.there.health.overall.status", equalTo("online"))
                .body("trunks.there.health.tls.status", equalTo("unknown"))
                .body("trunks.gone.health.overall", hasEntry("status", "inactive"))
                .body("trunks.gone.health.overall", hasEntry("reason", "noRecentPings"));
        installation.admin().get(SIP).then().statusCode(200).body("trunks.there", not(hasKey("health")));
        installation.admin().get(SIP + "&expand=routes").then().statusCode(400);
    }

    @Test
    void aTrunkCarriesNoMoreCallsThanItMay() throws Exception {
        gateway.sip().pingTrunks(Duration.ZERO);
        String number = installation.buyNumber();
        int port = Ports.free();
        installation
                .admin()
                .contentType(ContentType.JSON)
                .body("{\"host\":\"127.0.0.1\",\"port\":" + port
                        + ",\"allowedSources\":[\"127.0.0.1/32\"],\"maxCalls\":1}")
                .put("/trunks/narrow")
                .then()
                .statusCode(201);
        // In over the trunk and out over it again: the way in takes the only place.
        installation.assign(number, "{\"kind\":\"sip\",\"uri\":\"sip:desk@127.0.0.1\"}");

        List<String> twice = List.of("-s", number, "127.0.0.1:" + gateway.sipPort(), "-m", "2", "-r", "1");
        try (Sipp carrier = new Sipp(Path.of("test/resources/sipp/trunk-hears-full.xml"), Ports.free(), twice)) {
            carrier.expectSuccess();
        }

        Remains.expectNone(calls, gateway, installation);
    }
}
