package dev.tandem.trunk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.media.LegTerms;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.offeranswer.SrtpPolicy;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.TrunkPeer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class TrunkResourceTest {

    private static final String FULL = """
            {"host":"sip.carrier.example","port":5070,"transport":"tcp","allowedSources":["203.0.113.0/24","2001:db8::/32"],
             "username":"us","password":"s3cret","register":false,"codecs":["PCMA","PCMU"],"srtp":"off","dtmf":"rfc4733",
             "maxCalls":30,"maxCallsPerSecond":5,"callerIdRule":"keep","enabled":true}
            """;

    @Inject
    Sessions sessions;

    @Inject
    TrunkDirectory directory;

    @Inject
    RoutingConfiguration configuration;

    @Inject
    RoutingStore store;

    @Inject
    Changes changes;

    /** What SIP would hear. */
    @Singleton
    static class Changes {
        final AtomicInteger heard = new AtomicInteger();

        void hear(@Observes TrunksChanged event) {
            heard.incrementAndGet();
        }
    }

    @BeforeEach
    @AfterEach
    void removeAll() {
        configuration.change(routing -> new TrunksAndRoutes(List.of(), List.of()));
        changes.heard.set(0);
    }

    @Test
    void aTrunkIsMadeReadReplacedAndDeleted() {
        put("carrier-a", FULL).statusCode(201);
        put("carrier-a", FULL.replace("5070", "5080")).statusCode(200).body("port", equalTo(5080));
        console().get("/trunks/carrier-a").then().statusCode(200).body("host", equalTo("sip.carrier.example"));
        console().delete("/trunks/carrier-a").then().statusCode(204);
        console().get("/trunks/carrier-a").then().statusCode(404).body("error.code", equalTo("NotFound"));
        console().delete("/trunks/carrier-a").then().statusCode(404);
        assertThat(changes.heard).hasValue(3);
    }

    @Test
    void theHostIsAllThatHasNoDefault() {
        put("carrier-a", "{\"host\":\"192.0.2.1\"}")
                .statusCode(201)
                .body("port", equalTo(5060))
                .body("transport", equalTo("udp"))
                .body("codecs", equalTo(List.of("PCMU", "PCMA")))
                .body("dtmf", equalTo("rfc4733"))
                .body("callerIdRule", equalTo("keep"))
                .body("country", nullValue())
                .body("trusted", equalTo(true))
                .body("enabled", equalTo(true));
    }

    @Test
    void aPasswordGoesInAndNeverComesOut() {
        put("carrier-a", FULL).body(not(containsString("s3cret"))).body("username", equalTo("us"));
        console().get("/trunks").then().body(not(containsString("s3cret")));

        TrunkPeer peer = directory.trunks().get(0);
        assertThat(peer.credentials()).contains(new DigestCredentials("us", "s3cret"));
    }

    @Test
    void aPasswordLeftOutStaysAsItWas() {
        put("carrier-a", FULL);
        put("carrier-a", "{\"host\":\"192.0.2.1\",\"username\":\"us\"}").statusCode(200);
        assertThat(directory.trunks().get(0).credentials()).contains(new DigestCredentials("us", "s3cret"));

        put("carrier-a", "{\"host\":\"192.0.2.1\",\"username\":\"another\"}").statusCode(400);
        put("carrier-a", "{\"host\":\"192.0.2.1\"}").statusCode(200);
        assertThat(directory.trunks().get(0).credentials()).isEmpty();
    }

    @Test
    void aTrunkThatAlmostAnybodyCouldCallFromIsRefused() {
        for (String wide : List.of("0.0.0.0/0", "128.0.0.0/1", "10.0.0.0/7", "::/0", "2000::/3")) {
            put("open", "{\"host\":\"sip.example\",\"allowedSources\":[\"" + wide + "\"]}")
                    .statusCode(400)
                    .body("error.details.target", hasItems("allowedSources"))
                    .body("error.details.message", hasItems(containsString("tandem.sip.wide-sources")));
        }
        put("open", "{\"host\":\"sip.example\",\"allowedSources\":[\"10.0.0.0/8\",\"2001::/16\"]}")
                .statusCode(201);
    }

    @Test
    void everythingThatIsWrongIsListedAtOnce() {
        put("carrier-a", """
                        {"host":"not a host","port":70000,"transport":"pigeon","allowedSources":["carrier.example"],
                         "password":"p","register":true,"codecs":["GSM"],"srtp":"dtls","dtmf":"smoke","maxCalls":0,
                         "maxCallsPerSecond":-1,"callerIdRule":"5550100","country":"Atlantis"}
                        """)
                .statusCode(400)
                .body("error.code", equalTo("BadRequest"))
                .body(
                        "error.details.target",
                        hasItems(
                                "host",
                                "port",
                                "transport",
                                "allowedSources",
                                "password",
                                "register",
                                "codecs",
                                "srtp",
                                "dtmf",
                                "maxCalls",
                                "maxCallsPerSecond",
                                "callerIdRule",
                                "country"));
        assertThat(directory.all()).isEmpty();
    }

    @Test
    void widebandCodecsAreTakenAndOneThatNeedsAProviderSaysSo() {
        put("carrier-a", "{\"host\":\"192.0.2.1\",\"codecs\":[\"G722\",\"opus\",\"L16_16000\",\"PCMU\"]}")
                .statusCode(201)
                .body("codecs", equalTo(List.of("G722", "OPUS", "L16_16000", "PCMU")));

        put("carrier-a", "{\"host\":\"192.0.2.1\",\"codecs\":[\"G729\",\"PCMU\"]}")
                .statusCode(400)
                .body("error.details.target", equalTo(List.of("codecs")))
                .body("error.details[0].message", startsWith("G.729 does not come with Tandem"));
    }

    @Test
    void aTrunkMayShowANumberOfItsOwn() {
        put("carrier-a", "{\"host\":\"192.0.2.1\",\"callerIdRule\":\"+15550100123\"}")
                .statusCode(201)
                .body("callerIdRule", equalTo("+15550100123"));
    }

    @Test
    void aTrunkMayWriteNumbersAsItsCountryDoesAndNeedNotBeTrusted() {
        put("carrier-a", "{\"host\":\"192.0.2.1\",\"country\":\"GB\",\"trusted\":false}")
                .statusCode(201)
                .body("country", equalTo("GB"))
                .body("trusted", equalTo(false));
        assertThat(directory.find("carrier-a").orElseThrow().country()).contains("GB");
        assertThat(directory.trunks().get(0).trusted()).isFalse();
    }

    @Test
    void whatIsNotBuiltYetIsRefusedRatherThanIgnored() {
        put("carrier-a", """
                        {"host":"192.0.2.1","username":"u","password":"p","register":true}
                        """).statusCode(400).body("error.details.target", hasItems("register"));
    }

    @Test
    void encryptionAndDigitsAreSetByTrunkAndReadableKeysAreWarnedOf() {
        put("carrier-a", "{\"host\":\"192.0.2.1\",\"transport\":\"udp\",\"srtp\":\"optional\",\"dtmf\":\"inband\"}")
                .statusCode(201)
                .body("srtp", equalTo("optional"))
                .body("dtmf", equalTo("inband"))
                .body("warnings", hasSize(1));
        put("carrier-b", "{\"host\":\"127.0.0.1\",\"transport\":\"tls\",\"srtp\":\"sdes\",\"dtmf\":\"info\"}")
                .statusCode(201)
                .body("srtp", equalTo("required"))
                .body("warnings", nullValue());
        assertThat(directory.terms("carrier-b"))
                .isEqualTo(new LegTerms(
                        SrtpPolicy.REQUIRED, DigitTransport.INFO, Optional.of(InetAddress.getLoopbackAddress())));
        assertThat(directory.terms("nobody")).isEqualTo(LegTerms.USUAL);
    }

    @Test
    void aBadNameAndAMissingBodyAreRefused() {
        put("-a", "{\"host\":\"192.0.2.1\"}").statusCode(400).body("error.details.target", hasItem("name"));
        console().contentType(ContentType.JSON).put("/trunks/carrier-a").then().statusCode(400);
        put("carrier-a", "{\"host\":").statusCode(400).body("error.code", equalTo("BadRequest"));
    }

    @Test
    void aTrunkMadeHereIsSeenBySipAndTheOtherWayRound() {
        put("carrier-a", FULL);
        patchSip(
                        "{\"trunks\":{\"sbc.contoso.com\":{\"sipSignalingPort\":5061},\"carrier-a\":{\"sipSignalingPort\":5090}}}")
                .statusCode(200)
                .body("trunks.'carrier-a'.sipSignalingPort", equalTo(5090));

        console().get("/trunks/sbc.contoso.com").then().statusCode(200).body("transport", equalTo("tls"));
        console().get("/trunks/carrier-a").then().body("port", equalTo(5090)).body("username", equalTo("us"));
    }

    @Test
    void aTrunkInUseIsNotDeletedAndTheRoutesThatUseItAreNamed() {
        put("carrier-a", FULL);
        patchSip("{\"routes\":[{\"name\":\"usa\",\"numberPattern\":\"^\\\\+1\",\"trunks\":[\"carrier-a\"]}]}")
                .statusCode(200);

        console().delete("/trunks/carrier-a").then().statusCode(409).body("error.message", containsString("usa"));
        assertThat(directory.all()).hasSize(1);
    }

    @Test
    void aPatchThatChangesNothingIsRefused() {
        for (String body : List.of("{}", "{\"trunks\":{}}")) {
            patchSip(body).statusCode(422).body("error.innererror.code", equalTo("EmptyPatch"));
        }
        for (String body : List.of("[]", "3", "{\"trunks\":[]}", "{\"routes\":{}}")) {
            patchSip(body).statusCode(400).body("error.code", equalTo("BadRequest"));
        }
    }

    @Test
    void partOfAPatchIsNeverApplied() {
        patchSip(
                        "{\"trunks\":{\"a.contoso.com\":{\"sipSignalingPort\":5061},\"b.contoso.com\":{\"sipSignalingPort\":0}}}")
                .statusCode(422)
                .body("error.innererror.code", equalTo("InvalidTrunkSipSignalingPort"));
        assertThat(directory.all()).isEmpty();
    }

    @Test
    void aListIsPagedByAbsoluteLinks() {
        put("carrier-a", FULL);
        put("carrier-b", FULL);
        String next = console()
                .get("/trunks?top=1")
                .then()
                .body("value.name", equalTo(List.of("carrier-a")))
                .body("nextLink", notNullValue())
                .extract()
                .path("nextLink");
        assertThat(next).startsWith("https://localhost:").endsWith("/trunks?top=1&skip=1");
        console().get("/trunks?top=1&skip=1").then().body("value", hasSize(1)).body("nextLink", equalTo(null));
        console().get("/trunks?top=0").then().statusCode(400).body("error.target", equalTo("top"));
    }

    @Test
    void trunksAndRoutesOutliveARestart() {
        put("carrier-a", FULL);
        patchSip("{\"routes\":[{\"name\":\"usa\",\"numberPattern\":\"^\\\\+1\",\"trunks\":[\"carrier-a\"]}]}");

        TrunksAndRoutes stored = QuarkusTransaction.requiringNew().call(store::load);

        assertThat(stored).isEqualTo(configuration.current());
        assertThat(stored.routes()).hasSize(1);
    }

    private ValidatableResponse put(String name, String body) {
        return console()
                .contentType(ContentType.JSON)
                .body(body)
                .put("/trunks/" + name)
                .then();
    }

    private ValidatableResponse patchSip(String body) {
        return console()
                .contentType("application/merge-patch+json")
                .body(body)
                .patch("/sip?api-version=2023-03-01")
                .then();
    }

    private RequestSpecification console() {
        return given().cookie(Sessions.COOKIE, sessions.open());
    }
}
