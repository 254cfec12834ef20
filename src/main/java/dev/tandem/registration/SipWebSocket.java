package dev.tandem.registration;

import dev.tandem.gateway.Gateway;
import dev.tandem.identity.AccessTokens;
import dev.tandem.identity.VerifiedUser;
import dev.tandem.sip.Flow;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * SIP over WebSocket (RFC 7118): one text message is one SIP message. Each connection becomes a flow of the SIP endpoint.
 *
 * <p>Runs on event loops; sending never waits, a browser that does not read is disconnected.
 */
@WebSocket(path = SipUpgradeCheck.PATH)
public class SipWebSocket {

    private static final Logger LOG = Logger.getLogger(SipWebSocket.class);
    private static final TypedKey<Flow> FLOW = new TypedKey<>("sip-flow");
    private static final int UNSENT_MESSAGES_MAX = 64;
    private static final String TOKEN_PARAMETER = "access_token=";

    private final Gateway gateway;
    private final AccessTokens tokens;
    private final LongAdder overflowed = new LongAdder();

    SipWebSocket(Gateway gateway, AccessTokens tokens) {
        this.gateway = gateway;
        this.tokens = tokens;
    }

    @OnOpen
    @NonBlocking
    void open(WebSocketConnection connection) {
        Optional<VerifiedUser> user = token(connection).flatMap(tokens::verify);
        if (user.isEmpty()) {
            // Revoked between the check and now.
            close(connection);
            return;
        }
        AtomicInteger unsent = new AtomicInteger();
        Flow flow = gateway.sip()
                .openFlow(
                        user.get().aor(),
                        connection.handshakeRequest().remoteAddress(),
                        message -> send(connection, unsent, message),
                        () -> close(connection));
        connection.userData().put(FLOW, flow);
    }

    @OnTextMessage
    @NonBlocking
    void received(String message, WebSocketConnection connection) {
        Flow flow = connection.userData().get(FLOW);
        if (flow != null) {
            flow.received(message);
        }
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        Flow flow = connection.userData().remove(FLOW);
        if (flow != null) {
            flow.closed();
        }
    }

    @OnError
    @NonBlocking
    void failed(Throwable fault, WebSocketConnection connection) {
        LOG.debugf("WebSocket %s failed: %s", connection.id(), fault.getMessage());
        close(connection);
    }

    private void send(WebSocketConnection connection, AtomicInteger unsent, String message) {
        if (unsent.incrementAndGet() > UNSENT_MESSAGES_MAX) {
            overflowed.increment();
            close(connection);
            return;
        }
        connection
                .sendText(message)
                .subscribe()
                .with(sent -> unsent.decrementAndGet(), fault -> unsent.decrementAndGet());
    }

    private static void close(WebSocketConnection connection) {
        // The framework warns of every close after the first, and a flow that ends asks for one.
        if (connection.isOpen()) {
            connection.close().subscribe().with(closed -> {}, fault -> {});
        }
    }

    private static Optional<String> token(WebSocketConnection connection) {
        String query = connection.handshakeRequest().query();
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&"))
                        .filter(parameter -> parameter.startsWith(TOKEN_PARAMETER))
                        .map(parameter -> parameter.substring(TOKEN_PARAMETER.length()))
                        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                        .findFirst();
    }
}
