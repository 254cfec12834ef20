package dev.tandem.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.communication.common.CommunicationUserIdentifier;
import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.communication.identity.models.CommunicationTokenScope;
import com.azure.communication.identity.models.CommunicationUserIdentifierAndToken;
import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import dev.tandem.AzureClients;
import dev.tandem.ServiceTest;
import dev.tandem.console.ConnectionString;
import dev.tandem.tls.ServerCertificate;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official identity client, unmodified, over HTTPS. */
@ServiceTest
class IdentitySdkTest {

    private static final List<CommunicationTokenScope> VOIP = List.of(CommunicationTokenScope.VOIP);

    @Inject
    ConnectionString connection;

    @Inject
    ServerCertificate certificate;

    @Inject
    AccessTokens tokens;

    @Inject
    Identities identities;

    private CommunicationIdentityClient client;

    @BeforeEach
    void connect() {
        client = new CommunicationIdentityClientBuilder()
                .connectionString(connection.clear())
                .httpClient(AzureClients.trusting(certificate.caFile()))
                .buildClient();
    }

    @Test
    void aUserIsMadeTogetherWithATokenThatVerifies() {
        CommunicationUserIdentifierAndToken made = client.createUserAndToken(VOIP);

        VerifiedUser user = tokens.verify(made.getUserToken().getToken()).orElseThrow();
        assertThat(RawId.of(user.aor())).isEqualTo(made.getUser().getId());
        assertThat(user.scopes()).containsExactly("voip");
        assertThat(made.getUserToken().getExpiresAt())
                .isBetween(
                        OffsetDateTime.now(ZoneOffset.UTC).plusHours(23),
                        OffsetDateTime.now(ZoneOffset.UTC).plusHours(25));
    }

    @Test
    void aTokenLivesAsLongAsAskedFor() {
        CommunicationUserIdentifier user = client.createUser();

        AccessToken token = client.getToken(user, VOIP, Duration.ofMinutes(60));

        assertThat(token.getExpiresAt())
                .isBefore(OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(61));
    }

    @Test
    void aTokenForLessThanAnHourOrMoreThanADayIsRefusedAndNoUserIsMade() {
        int before = identities.count();

        for (int minutes : new int[] {59, 1441}) {
            assertThatThrownBy(() -> client.createUserAndToken(VOIP, Duration.ofMinutes(minutes)))
                    .isInstanceOfSatisfying(
                            HttpResponseException.class,
                            refusal -> assertThat(refusal.getResponse().getStatusCode())
                                    .isEqualTo(400));
        }
        assertThat(identities.count()).isEqualTo(before);
    }

    @Test
    void everyScopeOfTheClientIsIssued() {
        CommunicationUserIdentifier user = client.createUser();
        List<CommunicationTokenScope> all = List.copyOf(CommunicationTokenScope.values());

        AccessToken token = client.getToken(user, all);

        assertThat(tokens.verify(token.getToken()).orElseThrow().scopes())
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(CommunicationTokenScope::toString).toList())
                .contains("chat", "voip");
        assertThatThrownBy(() -> client.getToken(user, List.of(CommunicationTokenScope.fromString("fax"))))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        refusal -> assertThat(refusal.getResponse().getStatusCode())
                                .isEqualTo(400));
    }

    @Test
    void revokingEndsEarlierTokensAndOnlyThose() {
        CommunicationUserIdentifierAndToken made = client.createUserAndToken(VOIP);

        client.revokeTokens(made.getUser());

        assertThat(tokens.verify(made.getUserToken().getToken())).isEmpty();
        AccessToken later = client.getToken(made.getUser(), VOIP);
        assertThat(tokens.verify(later.getToken())).isPresent();
    }

    @Test
    void deletingAUserEndsItsTokensAndItCannotGetOthers() {
        CommunicationUserIdentifierAndToken made = client.createUserAndToken(VOIP);

        client.deleteUser(made.getUser());

        assertThat(tokens.verify(made.getUserToken().getToken())).isEmpty();
        assertThatThrownBy(() -> client.getToken(made.getUser(), VOIP))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        refusal -> assertThat(refusal.getResponse().getStatusCode())
                                .isEqualTo(404));
    }
}
