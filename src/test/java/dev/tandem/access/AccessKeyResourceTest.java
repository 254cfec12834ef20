package dev.tandem.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.tandem.ServiceTest;
import dev.tandem.access.quota.RequestQuotas;
import dev.tandem.config.TandemConfig;
import dev.tandem.identity.AccessTokens;
import dev.tandem.identity.Identities;
import dev.tandem.principal.OperationFamily;
import dev.tandem.principal.Permission;
import dev.tandem.store.AfterRollback;
import dev.tandem.store.DataKey;
import dev.tandem.tenant.Tenant;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys made, limited, replaced and deleted. */
@ServiceTest
class AccessKeyResourceTest {

    @Inject
    AccessKeys keys;

    @Inject
    Sessions sessions;

    @Inject
    RequestQuotas quotas;

    @Inject
    Identities identities;

    @Inject
    AccessTokens tokens;

    @Inject
    EntityManager store;

    @Inject
    AfterRollback afterRollback;

    @Inject
    Tenant tenant;

    @Inject
    DataKey dataKey;

    @Inject
    TandemConfig config;

    @AfterEach
    void deleteWhatWasMade() {
        keys.list().stream()
                .map(AccessKey::name)
                .filter(name -> !name.equals(AccessKeys.PRIMARY) && !name.equals(AccessKeys.SECONDARY))
                .forEach(keys::delete);
    }

    @Test
    void aKeyDoesWhatItsPermissionsAllowAndItsSecretIsShownOnce() throws Exception {
        String key = make("shop", "numbers");

        assertThat(Signed.get("/trunks", key)).isEqualTo(200);
        Signed.request("POST", "/identities?api-version=2023-10-01", "{}", key)
                .post("/identities?api-version=2023-10-01")
                .then()
                .statusCode(403)
                .body("error.code", equalTo("Forbidden"));
        assertThat(Signed.get("/accessKeys", key)).isEqualTo(403);
        console()
                .get("/accessKeys")
                .then()
                .statusCode(200)
                .body("value.name", hasItems("primary", "secondary", "shop"))
                .body("value.key", everyItem(nullValue()))
                .body(not(containsString(key)))
                .body(not(containsString(keys.primary())));
    }

    @Test
    void permissionsCanBeChangedAndTheKeyStays() throws Exception {
        String key = make("shop", "read");

        console()
                .body("{\"permissions\":[\"calls\"]}")
                .put("/accessKeys/shop")
                .then()
                .statusCode(200)
                .body("permissions", equalTo(List.of("calls")))
                .body("key", nullValue());

        Signed.request("POST", "/identities?api-version=2023-10-01", "{}", key)
                .post("/identities?api-version=2023-10-01")
                .then()
                .statusCode(201);
    }

    @Test
    void oneKeyIsReplacedWhileTheOtherServesAndUsersNoticeNothing() throws Exception {
        String token = tokens.issue(identities.create(), List.of("voip"), Duration.ofHours(1))
                .token();
        String first = regenerate("secondary", "");
        assertThat(Signed.get("/trunks", first)).isEqualTo(200);

        String second = regenerate("secondary", "");

        assertThat(Signed.get("/trunks", first)).isEqualTo(401);
        assertThat(Signed.get("/trunks", second)).isEqualTo(200);
        assertThat(Signed.get("/trunks", keys.primary())).isEqualTo(200);
        assertThat(tokens.verify(token)).isPresent();
    }

    @Test
    void aReplacementWhoseAnswerWasMissedIsAnsweredAgain() {
        String id = UUID.randomUUID().toString();

        assertThat(regenerate("secondary", id)).isEqualTo(regenerate("secondary", id));
    }

    @Test
    void keysOutliveARestartAndAreSealedInTheStore() {
        String key = make("shop", "read");

        AccessKeys restarted =
                new AccessKeys(store, afterRollback, tenant, dataKey, sessions, Clock.systemUTC(), config);

        assertThat(restarted.find(key)).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo("shop");
            assertThat(found.permissions()).containsExactly(Permission.READ);
        });
        assertThat(restarted.primary()).isEqualTo(keys.primary());
        List<?> stored =
                store.createNativeQuery("select secret from access_key").getResultList();
        assertThat(stored.stream().map(Object::toString).toList())
                .hasSizeGreaterThanOrEqualTo(3)
                .doesNotContain(key, keys.primary());
    }

    @Test
    void aConsoleSessionMayDoWhatItsKeyMayAndEndsWithIt() {
        String key = make("shop", "read");
        String session = given().contentType(ContentType.JSON)
                .body("{\"accessKey\":\"" + key + "\"}")
                .post("/console/session")
                .then()
                .statusCode(200)
                .body("connectionString", nullValue())
                .extract()
                .cookie(Sessions.COOKIE);
        RequestSpecification shop = given().cookie(Sessions.COOKIE, session);
        shop.get("/trunks").then().statusCode(200);
        shop.delete("/trunks/nobody").then().statusCode(403);

        console().delete("/accessKeys/shop").then().statusCode(204);

        shop.get("/trunks").then().statusCode(401);
    }

    @Test
    void whatCannotBeIsRefused() {
        console().delete("/accessKeys/primary").then().statusCode(409);
        console()
                .body("{\"permissions\":[\"read\"]}")
                .put("/accessKeys/secondary")
                .then()
                .statusCode(409);
        console().delete("/accessKeys/nobody").then().statusCode(404);
        console().post("/accessKeys/nobody/:regenerate").then().statusCode(404);
        console()
                .body("{\"permissions\":[\"read\"]}")
                .put("/accessKeys/" + "x".repeat(64))
                .then()
                .statusCode(400);
        for (String body :
                List.of("{}", "{\"permissions\":[]}", "{\"permissions\":[null]}", "{\"permissions\":[\"x\"]}")) {
            console()
                    .body(body)
                    .put("/accessKeys/shop")
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo("BadRequest"));
        }
        assertThat(keys.list()).hasSize(2);
    }

    @Test
    void whoUsedUpAQuotaIsToldWhenToComeBackAndOthersAreServed() throws Exception {
        String key = make("eager", "read");
        // Spent at a later time: the bucket does not refill while this test runs.
        Instant later = Instant.now().plus(Duration.ofHours(1));
        while (quotas.take("key eager", OperationFamily.ADMINISTRATION, later).isZero()) {
            assertThat(later).as("the loop ends by the bucket's bound").isNotNull();
        }

        Signed.request("GET", "/trunks", "", key)
                .get("/trunks")
                .then()
                .statusCode(429)
                .header("Retry-After", "1")
                .body("error.code", equalTo("TooManyRequests"));
        assertThat(Signed.get("/phoneNumbers?api-version=2022-12-01", key))
                .as("another family")
                .isEqualTo(200);
        assertThat(Signed.get("/trunks", keys.primary())).as("another key").isEqualTo(200);
    }

    private String make(String name, String permission) {
        return console()
                .body("{\"permissions\":[\"" + permission + "\"]}")
                .put("/accessKeys/" + name)
                .then()
                .statusCode(201)
                .body("connectionString", containsString("endpoint=https://localhost"))
                .extract()
                .path("key");
    }

    private String regenerate(String name, String repeatabilityId) {
        RequestSpecification request = repeatabilityId.isEmpty()
                ? console()
                : console()
                        .header("Repeatability-Request-ID", repeatabilityId)
                        .header(
                                "Repeatability-First-Sent",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        Response answer = request.post("/accessKeys/" + name + "/:regenerate");
        answer.then().statusCode(200).header("Cache-Control", "no-store");
        return answer.path("key");
    }

    private RequestSpecification console() {
        return given().urlEncodingEnabled(false).contentType(ContentType.JSON).cookie(Sessions.COOKIE, sessions.open());
    }
}
