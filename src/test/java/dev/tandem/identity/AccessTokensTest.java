package dev.tandem.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.ServiceTest;
import dev.tandem.config.TandemConfig;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.store.AfterRollback;
import dev.tandem.store.DataDirectory;
import dev.tandem.store.DataKey;
import dev.tandem.tenant.Tenant;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class AccessTokensTest {

    private static final Duration KEY_LIFE = Duration.ofDays(2);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private Path directory;
    private TokenKeys keys;

    @Inject
    Identities identities;

    @Inject
    ObjectMapper json;

    @Inject
    EntityManager store;

    @Inject
    AfterRollback afterRollback;

    @Inject
    Tenant tenant;

    @Inject
    DataKey dataKey;

    @Inject
    Event<IdentityRevoked> revoked;

    @Inject
    TandemConfig config;

    @Inject
    Revocations revocations;

    /** What a registrar would hear. */
    @Singleton
    static class Revocations {
        final Queue<AddressOfRecord> heard = new ConcurrentLinkedQueue<>();

        void hear(@Observes IdentityRevoked event) {
            heard.add(event.aor());
        }
    }

    @Test
    void theOfficialJavaClientCanReadWhenATokenEnds() {
        String token = at(NOW).issue(identities.create(), List.of("chat", "voip"), Duration.ofHours(1))
                .token();

        // Plain Base64, not the URL alphabet, and no space after the colon: as that client does it.
        String claims = new String(Base64.getDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        Matcher expiry = Pattern.compile("\"exp\":(\\d+)").matcher(claims);
        assertThat(expiry.find()).isTrue();
        assertThat(Long.parseLong(expiry.group(1)))
                .isEqualTo(NOW.plus(Duration.ofHours(1)).getEpochSecond());
    }

    @BeforeEach
    void makeKeys() throws IOException {
        directory = Files.createTempDirectory("token-keys");
        keys = new TokenKeys(new DataDirectory(directory), KEY_LIFE, Clock.systemUTC());
    }

    @Test
    void aTokenOutlivesTheReplacementOfItsKeyAndNotTheNext() {
        String token = at(NOW).issue(identities.create(), List.of("voip"), Duration.ofHours(24))
                .token();
        keys.replaceWhenOld(Instant.now().plus(KEY_LIFE).minusSeconds(60));
        assertThat(keys.all()).as("not old yet").hasSize(1);

        keys.replaceWhenOld(Instant.now().plus(KEY_LIFE).plusSeconds(60));

        assertThat(keys.all()).hasSize(2);
        assertThat(at(NOW).verify(token)).isPresent();
        keys = new TokenKeys(new DataDirectory(directory), KEY_LIFE, Clock.systemUTC());
        assertThat(at(NOW).verify(token)).as("after a restart").isPresent();
        keys.replaceWhenOld(Instant.now().plus(KEY_LIFE).plusSeconds(60));
        assertThat(at(NOW).verify(token)).as("two days later").isEmpty();
    }

    @Test
    void aTokenEndsWhenItSays() {
        String token = at(NOW).issue(identities.create(), List.of("voip"), Duration.ofHours(1))
                .token();

        assertThat(at(NOW.plusSeconds(3599)).verify(token)).isPresent();
        assertThat(at(NOW.plusSeconds(3600)).verify(token)).isEmpty();
    }

    @Test
    void whatIsNoTokenOfOursIsRefused() {
        String token = at(NOW).issue(identities.create(), List.of("voip"), Duration.ofHours(1))
                .token();
        String[] parts = token.split("\\.");
        String unsigned = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        for (String forged : List.of(
                "",
                ".",
                "..",
                "a.b.c",
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                unsigned + "." + parts[1] + ".",
                token + "x",
                parts[0] + "." + parts[1].replace('A', 'B') + "." + parts[2],
                "é." + token)) {
            assertThat(at(NOW).verify(forged)).as(forged).isEmpty();
        }
    }

    @Test
    void revokingIsHeardBySip() {
        AddressOfRecord aor = identities.create();

        identities.revokeTokens(aor);

        assertThat(revocations.heard).contains(aor);
    }

    @Test
    void identitiesPasswordsAndRevocationsOutliveARestart() {
        AddressOfRecord kept = identities.create();
        AddressOfRecord deleted = identities.create();
        DigestCredentials credentials = identities.issueSipPassword(kept);
        String revokedToken =
                at(NOW).issue(kept, List.of("voip"), Duration.ofHours(1)).token();
        identities.revokeTokens(kept);
        identities.delete(deleted);

        Identities restarted =
                new Identities(store, afterRollback, tenant, dataKey, revoked, Clock.systemUTC(), config);

        assertThat(restarted.credentials(kept)).contains(credentials);
        assertThat(restarted.exists(deleted)).isFalse();
        AccessTokens after = new AccessTokens(restarted, json, keys, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(after.verify(revokedToken)).isEmpty();
    }

    @Test
    void aSipPasswordIsNotInTheStoreInClear() {
        AddressOfRecord aor = identities.create();
        DigestCredentials credentials = identities.issueSipPassword(aor);

        Object stored = store.createNativeQuery("select sip_password from identity where user_id = ?1")
                .setParameter(1, aor.user())
                .getSingleResult();

        assertThat(stored.toString()).doesNotContain(credentials.password());
    }

    private AccessTokens at(Instant now) {
        return new AccessTokens(identities, json, keys, Clock.fixed(now, ZoneOffset.UTC));
    }
}
