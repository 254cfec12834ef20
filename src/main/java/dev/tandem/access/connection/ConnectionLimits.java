package dev.tandem.access.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tandem.config.TandemConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.util.Iterator;

/**
 * Bounds the connections of HTTP clients, as they are accepted: the server itself knows no bound for one address, and looks
 * at none before a request has come.
 */
@Singleton
public class ConnectionLimits {

    private static final String NAME = "tandem-acceptance";
    /** The rest of the file descriptors is for calls, the database and files. */
    private static final int DESCRIPTOR_SHARE = 2;

    private final Vertx vertx;
    private final OpenConnections connections;

    /** Bounds as configured. */
    @Inject
    public ConnectionLimits(Vertx vertx, TandemConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.connections = new OpenConnections(
                Math.min(config.limits().connections(), descriptors() / DESCRIPTOR_SHARE),
                config.limits().connectionsPerAddress());
        Gauge.builder("tandem.http.connections", connections, OpenConnections::open)
                .description("Connections of HTTP clients, WebSockets included")
                .register(registry);
        FunctionCounter.builder("tandem.http.connections.refused", connections, OpenConnections::refused)
                .description("Connections closed at once because there were too many")
                .register(registry);
    }

    /** Notes that a request came over a connection. */
    public static void requested(HttpConnection connection) {
        ((ConnectionBase) connection).channel().attr(Acceptance.REQUESTED).set(true);
    }

    void plainStarted(@ObservesAsync HttpServerStart started) {
        guardServers();
    }

    void tlsStarted(@ObservesAsync HttpsServerStart started) {
        guardServers();
    }

    private void guardServers() {
        Acceptance acceptance = new Acceptance(connections);
        for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            loop.execute(() -> guardServers((SingleThreadEventLoop) loop, acceptance));
        }
    }

    private static void guardServers(SingleThreadEventLoop loop, Acceptance acceptance) {
        Iterator<Channel> channels = loop.registeredChannelsIterator();
        while (channels.hasNext()) {
            Channel channel = channels.next();
            if (channel instanceof ServerChannel && channel.pipeline().get(NAME) == null) {
                channel.pipeline().addFirst(NAME, acceptance);
            }
        }
    }

    private static int descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
                : Integer.MAX_VALUE;
    }
}
