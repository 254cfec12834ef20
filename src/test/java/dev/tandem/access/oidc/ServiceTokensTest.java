package dev.tandem.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.access.oidc.ServiceTokens.Terms;
import dev.tandem.access.oidc.ServiceTokens.TokenCheck;
import dev.tandem.principal.Permission;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of a real issuer on loopback. */
class ServiceTokensTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final Queue<Runnable> work = new ArrayDeque<>();
    private Instant now = START;
    private SampleIssuer issuer;
    private ServiceTokens tokens;

    @BeforeEach
    void start() throws IOException {
        issuer = new SampleIssuer(0);
        tokens = tokens(Optional.of(issuer.url()));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void theFirstTokenHasTheKeysFetchedWithoutWaitingForThem() {
        String token = issuer.sign(claims("tandem.calls"));

        assertThat(tokens.verify(token)).isEqualTo(new TokenCheck.Pending());
        assertThat(tokens.verify(token)).isEqualTo(new TokenCheck.Pending());
        assertThat(work).as("one fetch for both").hasSize(1);
        doWork();

        assertThat(tokens.verify(token)).isEqualTo(service(Permission.CALLS));
    }

    @Test
    void scopesAndRolesOfAllFormsArePermissions() {
        know();
        JwtClaims people = issuer.claims(now);
        people.setStringClaim("scp", "openid tandem.numbers tandem.read");
        JwtClaims application = issuer.claims(now);
        application.setStringListClaim("roles", "tandem.admin", "somebody.else");

        assertThat(verify(people)).isEqualTo(service(Permission.NUMBERS, Permission.READ));
        assertThat(verify(application)).isEqualTo(service(Permission.ADMIN));
        assertThat(verify(issuer.claims(now))).as("known, but nothing allowed").isEqualTo(service());
    }

    @Test
    void whatIsNotForUsOrOverIsRefused() {
        know();
        JwtClaims elsewhere = issuer.claims(now);
        elsewhere.setAudience("https://other.example");
        JwtClaims stranger = issuer.claims(now);
        stranger.setIssuer("https://other.example");
        JwtClaims old = issuer.claims(now.minusSeconds(700));
        JwtClaims early = issuer.claims(now);
        early.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond() + 120));
        JwtClaims endless = issuer.claims(now);
        endless.unsetClaim("exp");

        for (JwtClaims claims : List.of(elsewhere, stranger, old, early, endless)) {
            assertThat(verify(claims)).as(claims.toJson()).isEqualTo(new TokenCheck.Unknown());
        }
    }

    @Test
    void forgeriesAreRefused() {
        know();
        JwtClaims claims = claims("tandem.admin");
        String good = issuer.sign(claims);
        String payload = good.split("\\.")[1];

        for (String forged : List.of(
                issuer.forge(claims),
                good.substring(0, good.length() - 4) + "AAAA",
                encode("{\"alg\":\"none\",\"kid\":\"k1\"}") + "." + payload + ".",
                encode("{\"alg\":\"HS256\",\"kid\":\"k1\"}") + "." + payload + "." + encode("guess"),
                "a.b.c",
                "",
                "x".repeat(100_000))) {
            assertThat(tokens.verify(forged)).as(forged).isEqualTo(new TokenCheck.Unknown());
        }
        assertThat(tokens.verify(good)).isEqualTo(service(Permission.ADMIN));
    }

    @Test
    void aNewKeyOfTheIssuerIsFetchedButStrangersCannotMakeUsFetchOften() {
        know();
        issuer.rotate("k2");
        now = now.plusSeconds(31);
        String token = issuer.sign(claims("tandem.read"));
        assertThat(tokens.verify(token)).isEqualTo(new TokenCheck.Pending());
        doWork();
        assertThat(tokens.verify(token)).isEqualTo(service(Permission.READ));
        int fetches = issuer.fetches.get();

        String rest = token.substring(token.indexOf('.'));
        for (int stranger = 0; stranger < 100; stranger++) {
            String header = encode("{\"alg\":\"RS256\",\"kid\":\"x" + stranger + "\"}");
            assertThat(tokens.verify(header + rest)).isEqualTo(new TokenCheck.Unknown());
        }
        doWork();

        assertThat(issuer.fetches).hasValue(fetches);
    }

    @Test
    void keysServeOnWhileTheIssuerIsAway() {
        know();
        String token = issuer.sign(claims("tandem.read"));
        issuer.close();
        now = now.plus(Duration.ofMinutes(5));

        assertThat(tokens.verify(token)).isEqualTo(service(Permission.READ));
        now = START.plus(Duration.ofHours(2));
        JwtClaims later = issuer.claims(now);
        later.setStringClaim("scope", "tandem.read");
        assertThat(verify(later)).isEqualTo(service(Permission.READ));
        doWork();
        assertThat(verify(later)).as("after a fetch that failed").isEqualTo(service(Permission.READ));
    }

    @Test
    void withoutAnIssuerEveryTokenIsUnknown() {
        assertThat(tokens(Optional.empty()).verify(issuer.sign(claims("tandem.admin"))))
                .isEqualTo(new TokenCheck.Unknown());
        assertThat(work).isEmpty();
    }

    private void know() {
        tokens.verify(issuer.sign(claims("tandem.read")));
        doWork();
    }

    private void doWork() {
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
    }

    private TokenCheck verify(JwtClaims claims) {
        return tokens.verify(issuer.sign(claims));
    }

    private JwtClaims claims(String scope) {
        JwtClaims claims = issuer.claims(now);
        claims.setStringClaim("scope", scope);
        return claims;
    }

    private static TokenCheck service(Permission... permissions) {
        return new TokenCheck.Known("billing", Set.of(permissions));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private ServiceTokens tokens(Optional<URI> url) {
        Terms terms = new Terms(url, "https://communication.azure.com", "tandem.");
        return new ServiceTokens(terms, new ObjectMapper(), work::add, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        });
    }
}
