package dev.tandem.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Binding;
import dev.tandem.sip.BindingStore;
import dev.tandem.testkit.Eventually;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A browser that is registered, and loses its right to be. */
@ServiceTest
class RevocationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String VERSION = "?api-version=2023-10-01";

    @Inject
    Identities identities;

    @Inject
    AccessTokens tokens;

    @Inject
    BindingStore bindings;

    @Inject
    Sessions sessions;

    /** A browser's end of a SIP WebSocket. */
    private static final class Browser implements WebSocket.Listener {

        final CompletableFuture<String> answer = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            answer.complete(text.toString());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return null;
        }
    }

    @Test
    void revokingClosesTheFlowAndForgetsTheBindingAtOnce() throws Exception {
        AddressOfRecord aor = identities.create();
        String token = issue(aor);
        Browser browser = register(aor, token);

        console()
                .post("/identities/" + RawId.of(aor) + "/:revokeAccessTokens" + VERSION)
                .then()
                .statusCode(204);

        assertThat(bindings.find(aor, Instant.now()))
                .as("when the answer is there")
                .isEmpty();
        browser.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThatThrownBy(() -> connect(token, new Browser()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
        register(aor, issue(aor));
        identities.delete(aor);
    }

    @Test
    void deletingAnIdentityDoesTheSame() throws Exception {
        AddressOfRecord aor = identities.create();
        Browser browser = register(aor, issue(aor));
        AddressOfRecord other = identities.create();
        Browser bystander = register(other, issue(other));

        console().delete("/identities/" + RawId.of(aor) + VERSION).then().statusCode(204);

        browser.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(bindings.find(aor, Instant.now())).isEmpty();
        assertThat(bystander.closed).isNotDone();
        assertThat(bindings.find(other, Instant.now())).hasSize(1);
        identities.delete(other);
    }

    @Test
    void anotherSipPasswordEndsWhatTheOneBeforeRegisteredAndLeavesTheBrowser() throws Exception {
        AddressOfRecord aor = identities.create();
        Browser browser = register(aor, issue(aor));
        bindings.put(softphone(aor), Instant.now());
        assertThat(bindings.find(aor, Instant.now())).hasSize(2);

        console()
                .post("/identities/" + RawId.of(aor) + "/:issueSipPassword")
                .then()
                .statusCode(200);

        assertThat(bindings.find(aor, Instant.now()))
                .extracting(Binding::contact)
                .containsExactly("sip:browser@browser.invalid;transport=ws");
        assertThat(browser.closed).isNotDone();
        identities.delete(aor);
    }

    private static Binding softphone(AddressOfRecord aor) {
        return new Binding(
                aor,
                "sip:desk@192.0.2.7",
                List.of(),
                Optional.empty(),
                "192.0.2.7:5060",
                "udp",
                "desk",
                Optional.empty(),
                "desk-call",
                1,
                Instant.now().plusSeconds(300));
    }

    private Browser register(AddressOfRecord aor, String token) throws Exception {
        Browser browser = new Browser();
        WebSocket socket = connect(token, browser);
        String user = aor.userPart();
        socket.sendText(
                        String.join(
                                "\r\n",
                                "REGISTER sip:localhost SIP/2.0",
                                "Via: SIP/2.0/WS browser.invalid;branch=z9hG4bK" + System.nanoTime(),
                                "From: <sip:" + user + "@localhost>;tag=t",
                                "To: <sip:" + user + "@localhost>",
                                "Call-ID: " + System.nanoTime(),
                                "CSeq: 1 REGISTER",
                                "Contact: <sip:browser@browser.invalid;transport=ws>;expires=300",
                                "Max-Forwards: 70",
                                "Content-Length: 0",
                                "",
                                ""),
                        true)
                .join();
        assertThat(browser.answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).startsWith("SIP/2.0 200");
        Eventually.equal(PATIENCE, 1, () -> bindings.find(aor, Instant.now()).size());
        return browser;
    }

    private static WebSocket connect(String token, Browser browser) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("sip")
                .buildAsync(URI.create("ws://localhost:" + RestAssured.port + "/ws/sip?access_token=" + token), browser)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private String issue(AddressOfRecord aor) {
        return tokens.issue(aor, List.of("voip"), Duration.ofHours(1)).token();
    }

    private RequestSpecification console() {
        return given().urlEncodingEnabled(false).cookie(Sessions.COOKIE, sessions.open());
    }
}
