package dev.tandem.registration;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * Meets each request for a WebSocket before anything else does, on its event loop: there is one, at one spelling of its path
 * and for one sub-protocol (RFC 7118, section 4.1), and its frames are watched from the first one on.
 */
@Singleton
class SipUpgradeFilter {
    private static final int BEFORE_ALL = 20_000;
    private static final String HTTP_HANDLER = "handler";
    private static final String WATCH = "frame-watch";

    private final LongAdder closed = new LongAdder();

    @Inject
    SipUpgradeFilter(MeterRegistry registry) {
        FunctionCounter.builder("tandem.websockets.closed", closed, LongAdder::sum)
                .description("WebSockets closed because the peer sent too many frames or did not read")
                .register(registry);
    }

    void register(@Observes Filters filters) {
        filters.register(this::meet, BEFORE_ALL);
    }

    private void meet(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!mentions(request, "Upgrade", "websocket")) {
            context.next();
        } else if (!request.path().equals(SipUpgradeCheck.PATH)) {
            // As it was sent: what only means the same after decoding is not what was checked.
            context.response().setStatusCode(404).end();
        } else if (!mentions(request, "Sec-WebSocket-Protocol", "sip")) {
            context.response().setStatusCode(400).end("The WebSocket sub-protocol sip is required.\n");
        } else {
            watch(request.connection());
            context.next();
        }
    }

    private static boolean mentions(HttpServerRequest request, String header, String token) {
        for (String value : request.headers().getAll(header)) {
            for (String item : value.split(",", -1)) {
                if (item.strip().toLowerCase(Locale.ROOT).equals(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void watch(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        ChannelHandlerContext http = channel.pipeline().context(HTTP_HANDLER);
        if (http != null && channel.pipeline().get(WATCH) == null) {
            channel.pipeline().addBefore(HTTP_HANDLER, WATCH, new FrameWatch(System::nanoTime, closed));
        }
    }
}
