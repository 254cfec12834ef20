package dev.tandem.outbound.client;

import dev.tandem.config.TandemConfig;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.outbound.OutboundGuard.ForbiddenTarget;
import dev.tandem.outbound.Trust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * The one HTTP client for addresses that somebody else chose: checked by {@link OutboundGuard}, connected to the very address
 * that was checked, bounded in time and size. Asynchronous; results arrive on Vert.x threads and must not block them.
 */
@Singleton
public class OutboundClient {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int REDIRECTS_MAX = 3;
    private static final int WAITING_MAX = 2_000;

    private final Vertx vertx;
    private final OutboundGuard guard;
    private final HttpClient http;

    /** A client that trusts the platform's authorities and those of {@code tandem.outbound.trusted-ca}. */
    @Inject
    public OutboundClient(Vertx vertx, OutboundGuard guard, TandemConfig config) {
        this.vertx = vertx;
        this.guard = guard;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxRedirects(0)
                .setDecompressionSupported(false);
        config.outbound()
                .trustedCa()
                .ifPresent(path -> options.setTrustOptions(TrustOptions.wrap(Trust.with(Path.of(path)))));
        http = vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(64).setMaxWaitQueueSize(WAITING_MAX));
    }

    /**
     * What came back.
     *
     * @param status HTTP status
     * @param headers response headers, names in lower case
     * @param body at most as long as was asked for
     */
    public record Reply(int status, Map<String, String> headers, Buffer body) {

        /** Whether it is one of the 2xx. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** A request that got no reply. The message is for people; it names no secret. */
    public static final class NoReply extends RuntimeException {

        private final boolean forGood;

        NoReply(String message, boolean forGood) {
            super(message, null, false, false);
            this.forGood = forGood;
        }

        /** Whether trying again is useless. */
        public boolean forGood() {
            return forGood;
        }
    }

    /** What is asked, of whomever, and what is taken as a reply. */
    private record Exchange(
            HttpMethod method,
            Map<String, String> headers,
            Buffer body,
            int replyOctetsMax,
            boolean mayCut,
            Duration timeout) {}

    /**
     * Sends a request and follows no redirect.
     *
     * @param replyOctetsMax how much of the reply's body is read; a longer one is cut off and the connection closed
     * @return fails with {@link NoReply}
     */
    public Future<Reply> send(
            HttpMethod method,
            URI uri,
            Map<String, String> headers,
            Buffer body,
            int replyOctetsMax,
            Duration timeout) {
        return send(uri, new Exchange(method, headers, body, replyOctetsMax, true, timeout))
                .recover(OutboundClient::noReply);
    }

    /** The same to an address that the operator configured, which may well be inside our own network. */
    public Future<Reply> sendToConfigured(
            HttpMethod method,
            URI uri,
            Map<String, String> headers,
            Buffer body,
            int replyOctetsMax,
            Duration timeout) {
        Exchange exchange = new Exchange(method, headers, body, replyOctetsMax, false, timeout);
        return send(() -> guard.resolveConfigured(uri), uri, exchange).recover(OutboundClient::noReply);
    }

    /**
     * Fetches a file, over up to three redirects, each checked like the first address.
     *
     * @param octetsMax a longer file fails
     * @return the file; fails with {@link NoReply}
     */
    public Future<Buffer> download(URI uri, int octetsMax, Duration timeout) {
        Exchange get = new Exchange(HttpMethod.GET, Map.of(), Buffer.buffer(), octetsMax, false, timeout);
        return download(uri, get, 0).recover(OutboundClient::noReply);
    }

    private Future<Buffer> download(URI uri, Exchange get, int redirects) {
        return send(uri, get).compose(reply -> {
            if (reply.isSuccess()) {
                return Future.succeededFuture(reply.body());
            }
            String location = reply.headers().get("location");
            boolean redirected = reply.status() / 100 == 3 && location != null;
            return redirected && redirects < REDIRECTS_MAX
                    ? download(uri.resolve(location), get, redirects + 1)
                    : Future.failedFuture(new NoReply("The server answered " + reply.status() + ".", false));
        });
    }

    private Future<Reply> send(URI uri, Exchange exchange) {
        return send(() -> guard.resolve(uri), uri, exchange);
    }

    private Future<Reply> send(Callable<InetSocketAddress> resolution, URI uri, Exchange exchange) {
        return vertx.executeBlocking(resolution, false)
                .compose(target -> http.request(options(uri, target, exchange)))
                .compose(request -> exchange(request, exchange))
                // The whole exchange has one deadline: a peer that trickles must not hold us.
                .timeout(exchange.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static RequestOptions options(URI uri, InetSocketAddress target, Exchange exchange) {
        RequestOptions options = new RequestOptions()
                .setMethod(exchange.method())
                .setServer(SocketAddress.inetSocketAddress(
                        target.getPort(), target.getAddress().getHostAddress()))
                .setHost(uri.getHost())
                .setPort(target.getPort())
                .setSsl(uri.getScheme().toLowerCase(Locale.ROOT).equals("https"))
                .setIdleTimeout(exchange.timeout().toMillis())
                .setURI(path(uri));
        exchange.headers().forEach(options::putHeader);
        return options;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static Future<Reply> exchange(HttpClientRequest request, Exchange exchange) {
        return request.send(exchange.body())
                .compose(response -> new BoundedBody(exchange.replyOctetsMax())
                        .read(request, response, exchange.mayCut())
                        .map(body -> new Reply(response.statusCode(), BoundedBody.headers(response), body)))
                .timeout(exchange.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(fault -> request.reset());
    }

    private static <T> Future<T> noReply(Throwable fault) {
        if (fault instanceof NoReply known) {
            return Future.failedFuture(known);
        }
        String message = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        boolean forGood = fault instanceof ForbiddenTarget forbidden && forbidden.forGood();
        return Future.failedFuture(new NoReply(message, forGood));
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
