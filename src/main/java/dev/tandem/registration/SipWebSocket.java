package dev.tandem.registration;

import dev.tandem.gateway.Gateway;
import dev.tandem.identity.AccessTokens;
import dev.tandem.identity.VerifiedUser;
import dev.tandem.sip.Flow;
import dev.tandem.sip.FlowOwner;
import io.quarkus.websockets.next.CloseReason;
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

    private static final CloseReason CLOSED = CloseReason.NORMAL;
    private static final CloseReason UNAUTHENTICATED = new CloseReason(4401, "no valid access token");
    /** Of the codes for private use (RFC 6455, section 7.4.2), with HTTP's last digits. */
    private static final CloseReason EXPIRED = new CloseReason(4401, "access token expired");

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
        Optional<VerifiedUser> user = token(connection).flatMap(tokens::verify).filter(SipUpgradeCheck::mayCall);
        boolean here = connection.handshakeRequest().path().equals(SipUpgradeCheck.PATH);
        if (user.isEmpty() || !here) {
            // Revoked between the check and now; and a session is not open because somebody else should have checked.
            close(connection, UNAUTHENTICATED);
            return;
        }
        AtomicInteger unsent = new AtomicInteger();
        Flow flow = gateway.sip()
                .openFlow(
                        new FlowOwner(user.get().aor(), user.get().expiry()),
                        connection.handshakeRequest().remoteAddress(),
                        message -> send(connection, unsent, message),
                        end -> close(connection, end == Flow.End.EXPIRED ? EXPIRED : CLOSED));
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
        close(connection, CLOSED);
    }

    private void send(WebSocketConnection connection, AtomicInteger unsent, String message) {
        if (unsent.incrementAndGet() > UNSENT_MESSAGES_MAX) {
            overflowed.increment();
            close(connection, CLOSED);
            return;
        }
        connection
                .sendText(message)
                .subscribe()
                .with(sent -> unsent.decrementAndGet(), fault -> unsent.decrementAndGet());
    }

    private static void close(WebSocketConnection connection, CloseReason reason) {
        // The framework warns of every close after the first, and a flow that ends asks for one.
        if (connection.isOpen()) {
            connection.close(reason).subscribe().with(closed -> {}, fault -> {});
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
