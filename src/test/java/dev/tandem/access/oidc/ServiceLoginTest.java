package dev.tandem.access.oidc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tandem.ServiceTest;
import dev.tandem.access.OperationMatrix;
import dev.tandem.access.OperationMatrix.Documented;
import dev.tandem.config.TandemConfig;
import dev.tandem.principal.Permission;
import dev.tandem.testkit.Eventually;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** A service with a token of the issuer, at the door. */
@ServiceTest
class ServiceLoginTest {

    @Inject
    TandemConfig config;

    @Test
    void aServiceDoesWhatItsScopesAllow() throws Exception {
        try (SampleIssuer issuer =
                new SampleIssuer(config.oidc().issuer().orElseThrow().getPort())) {
            JwtClaims claims = issuer.claims(Instant.now());
            claims.setStringClaim("scope", "tandem.read");
            RequestSpecification service = given().header("Authorization", "Bearer " + issuer.sign(claims));

            Response first = service.get("/trunks");
            first.then().statusCode(503).header("Retry-After", "1").body("error.code", equalTo("ServiceUnavailable"));
            Eventually.equal(
                    Duration.ofSeconds(10), 200, () -> service.get("/trunks").statusCode());

            for (Permission permission : Permission.values()) {
                claims.setStringClaim("scope", "openid tandem." + permission.word());
                checkAll(permission, issuer.sign(claims));
            }
            given().header("Authorization", "Bearer " + issuer.forge(claims))
                    .get("/trunks")
                    .then()
                    .statusCode(401);
        }
    }

    private static void checkAll(Permission permission, String token) throws Exception {
        for (Documented operation : OperationMatrix.operations()) {
            HttpResponse<String> answer = OperationMatrix.ask(
                    operation,
                    operation.method(),
                    operation.path(),
                    (method, target, body) -> Map.of("Authorization", "Bearer " + token));

            assertThat(OperationMatrix.verdict(answer))
                    .as("%s, %s: %s", permission, operation, answer.body())
                    .isEqualTo(OperationMatrix.expected(operation, Set.of(permission)));
        }
    }
}
