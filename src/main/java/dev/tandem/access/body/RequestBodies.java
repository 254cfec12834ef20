package dev.tandem.access.body;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.StatusErrors;
import dev.tandem.config.TandemConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Request bodies on their way in. All but streamed imports are read whole, on the event loop, before a worker hears of the
 * request: who sends slowly keeps a connection busy and nothing else.
 */
@Singleton
public class RequestBodies {

    /** Enough to sign in; more than that is for who is known. */
    private static final int ANONYMOUS_OCTETS_MAX = 4096;

    private static final long TICK_MILLIS = 1000;
    /** RFC 9113, section 7. */
    private static final long ENHANCE_YOUR_CALM = 0xb;

    private final BodyBudget budget;
    private final int octetsMax;
    private final Counter slow;

    /** Made by the container. */
    @Inject
    public RequestBodies(BodyBudget budget, TandemConfig config, MeterRegistry registry) {
        this.budget = budget;
        this.octetsMax = Math.toIntExact(config.limits().requestBody().asLongValue());
        this.slow = Counter.builder("tandem.request.bodies.slow")
                .description("connections closed because a request body did not arrive in time")
                .register(registry);
    }

    /** Sees to it that a body arrives in time, or its connection goes; also when the request has been refused. */
    public void watch(RoutingContext context) {
        if (announced(context.request())) {
            long began = System.nanoTime();
            context.vertx().setTimer(BodyPace.GRACE.toMillis(), timer -> look(context, began));
        }
    }

    private void look(RoutingContext context, long began) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || context.response().closed()) {
            return;
        }
        boolean answered = context.response().ended();
        if (answered || BodyPace.tooSlow(request.bytesRead(), Duration.ofNanos(System.nanoTime() - began))) {
            slow.increment();
            close(context);
        } else {
            context.vertx().setTimer(TICK_MILLIS, timer -> look(context, began));
        }
    }

    private static void close(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            // Other requests share the connection.
            context.response().reset(ENHANCE_YOUR_CALM);
        } else {
            context.request().connection().close();
        }
    }

    /** Completes when the body is in memory, and fails with what to answer when it may not be. */
    public Uni<Void> whole(RoutingContext context, boolean anonymous) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || !announced(request)) {
            return Uni.createFrom().voidItem();
        }
        int most = anonymous ? ANONYMOUS_OCTETS_MAX : octetsMax;
        if (announcedOctets(request) > most) {
            // One that says it is too large need not be read to find out.
            discard(request);
            throw tooLarge();
        }
        return Uni.createFrom().emitter(done -> new ArrivingBody(context, most, budget, done).read());
    }

    /** Lets the body of a refused request run out, so that the client comes to read why; {@link #watch} ends that. */
    public static void discard(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(discarded -> {}).resume();
        }
    }

    static AcsException tooLarge() {
        return new AcsException(413, StatusErrors.of(413));
    }

    static AcsException noRoom() {
        return new AcsException(
                503,
                AcsError.of(
                        "ServiceUnavailable", "Too many request bodies are in memory; send this again in a moment."),
                Map.of("Retry-After", "1"));
    }

    private static boolean announced(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                ? !request.isEnded()
                : announcedOctets(request) > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static long announcedOctets(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        // The server has checked that it is a number.
        return length == null ? 0 : Long.parseLong(length);
    }
}
