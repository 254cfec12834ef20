package dev.tandem.interop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** SIP over WebSocket (RFC 7118) as a browser speaks it, without the browser. */
final class SipSocket implements WebSocket.Listener, AutoCloseable {

    private static final int TIMEOUT_SECONDS = 10;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    /** Connects with an access token. */
    SipSocket(URI service, String token) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("sip")
                .buildAsync(uri(service, "?access_token=" + token), this)
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** The HTTP status that an upgrade with this query is refused with; 101 when it is not. */
    static int refusal(URI service, String query) {
        try {
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("sip")
                    .buildAsync(uri(service, query), new WebSocket.Listener() {})
                    .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }

    private static URI uri(URI service, String query) {
        return URI.create("ws://" + service.getAuthority() + "/ws/sip" + query);
    }

    /** Calls as {@code user}, who would like to show a number; returns the first line of the final response. */
    String invite(String user, String to, String preferred) throws InterruptedException {
        String unique = Long.toHexString(System.nanoTime());
        socket.sendText(
                        String.join(
                                "\r\n",
                                "INVITE sip:" + to + "@localhost SIP/2.0",
                                "Via: SIP/2.0/WS browser.invalid;branch=z9hG4bK" + unique,
                                "From: <sip:" + user + "@localhost>;tag=" + unique,
                                "To: <sip:" + to + "@localhost>",
                                "Call-ID: " + unique,
                                "CSeq: 1 INVITE",
                                "Contact: <sip:browser@browser.invalid;transport=ws>",
                                "P-Preferred-Identity: <sip:" + preferred + "@localhost>",
                                "Max-Forwards: 70",
                                "Content-Length: 0",
                                "",
                                ""),
                        true)
                .join();
        return finalResponse();
    }

    private String finalResponse() throws InterruptedException {
        while (true) {
            String response = received.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (response == null) {
                throw new AssertionError("no final response came");
            }
            if (!response.startsWith("SIP/2.0 1")) {
                return response.lines().findFirst().orElseThrow();
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        received.add(text.toString());
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
