package dev.tandem.access.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stands before a server socket: closes a connection that is one too many before anything is made for it, and one whose
 * first request does not come. Runs on the thread that accepts.
 */
@Sharable
final class Acceptance extends ChannelInboundHandlerAdapter {

    /** Set on a connection when a request has come over it. */
    static final AttributeKey<Boolean> REQUESTED = AttributeKey.valueOf("tandem-requested");

    /** TLS handshake and first request header. */
    static final Duration FIRST_REQUEST = Duration.ofSeconds(20);

    private final OpenConnections connections;

    Acceptance(OpenConnections connections) {
        this.connections = connections;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel connection = (Channel) accepted;
        if (!(connection.remoteAddress() instanceof InetSocketAddress peer)) {
            // No internet address, or gone already.
            context.fireChannelRead(accepted);
            return;
        }
        InetAddress from = peer.getAddress();
        if (!connections.opened(from)) {
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(closed -> connections.closed(from));
        var unused = context.executor()
                .schedule(() -> expectRequest(connection), FIRST_REQUEST.toSeconds(), TimeUnit.SECONDS);
        context.fireChannelRead(accepted);
    }

    private static void expectRequest(Channel connection) {
        if (!connection.hasAttr(REQUESTED)) {
            var unused = connection.close();
        }
    }
}
