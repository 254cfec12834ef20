package dev.tandem.streaming;

import dev.tandem.streaming.Closure.Reason;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to a bot (RFC 6455), from the connection to its end, over Netty: it connects to the very address that was
 * checked, under the name that was asked for, which no client of the platform can do.
 *
 * <p>Everything happens on its event loop. Messages and what waits to be sent are bounded; a bot that neither reads nor
 * answers a ping is given up.
 */
@SuppressWarnings("FutureReturnValueIgnored") // How a channel ends is reported through its pipeline.
final class BotSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** Octets of the longest message taken: half a minute at 24 kHz in Base64. */
    static final int MESSAGE_OCTETS_MAX = 2 * 1024 * 1024;

    private static final int UPGRADE_OCTETS_MAX = 64 * 1024;
    private static final int SEND_BUFFER_OCTETS = 64 * 1024;
    private static final WriteBufferWaterMark WAITING_OCTETS = new WriteBufferWaterMark(8 * 1024, 32 * 1024);
    private static final int LIFE_CHECK_MILLIS = 1_000;
    private static final int PING_CHECKS = 10;

    /** Who is told, on the event loop. */
    interface Listener {
        void opened();

        void text(String message);

        void binary(ByteBuffer message);

        /** There is room to send again. */
        void drained();

        /** It is over, or never began; told exactly once, and nothing after it. */
        void closed(Closure closure);
    }

    /** How long to wait for what. */
    record Patience(int connectMillis, int unreadMillis, int unheardMillis) {}

    private final Listener listener;
    private final Patience patience;
    private @Nullable Channel channel;
    private @Nullable ScheduledFuture<?> lifeChecks;
    private int checks;
    private int unwritableMillis;
    private int unheardMillis;
    private boolean over;

    private BotSocket(Listener listener, Patience patience) {
        this.listener = listener;
        this.patience = patience;
    }

    /** Where to, and as what. */
    record Target(InetSocketAddress address, URI url, String subprotocol, Map<String, String> headers, SslContext tls) {
        boolean encrypted() {
            return "wss".equalsIgnoreCase(url.getScheme());
        }

        HttpHeaders httpHeaders() {
            HttpHeaders all = new DefaultHttpHeaders();
            headers.forEach(all::set);
            return all;
        }
    }

    static BotSocket connect(EventLoop loop, Target target, Patience patience, Listener listener) {
        BotSocket socket = new BotSocket(listener, patience);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, patience.connectMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_SNDBUF, SEND_BUFFER_OCTETS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING_OCTETS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        socket.channel = made;
                        socket.fill(made.pipeline(), target);
                    }
                })
                .connect(target.address())
                .addListener(attempt -> {
                    Throwable cause = attempt.cause();
                    if (cause != null) {
                        socket.over(unconnected(cause));
                    }
                });
        return socket;
    }

    private static Closure unconnected(Throwable cause) {
        boolean late = cause instanceof ConnectTimeoutException;
        return new Closure(
                late ? Reason.TIMEOUT : Reason.UNREACHABLE,
                0,
                late ? "the bot did not answer in time" : "nobody listens there");
    }

    private void fill(ChannelPipeline pipeline, Target target) {
        if (target.encrypted()) {
            pipeline.addLast(tls(pipeline.channel(), target));
        }
        pipeline.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(UPGRADE_OCTETS_MAX),
                new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(target.url())
                        .subprotocol(target.subprotocol().isEmpty() ? null : target.subprotocol())
                        .customHeaders(target.httpHeaders())
                        .maxFramePayloadLength(MESSAGE_OCTETS_MAX)
                        .handshakeTimeoutMillis(patience.connectMillis())
                        .handleCloseFrames(false)
                        .build()),
                new WebSocketFrameAggregator(MESSAGE_OCTETS_MAX),
                this);
    }

    private SslHandler tls(Channel made, Target target) {
        SslHandler handler = target.tls()
                .newHandler(
                        made.alloc(), target.url().getHost(), target.address().getPort());
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(parameters);
        handler.setHandshakeTimeoutMillis(patience.connectMillis());
        return handler;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (over) {
            return;
        }
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            lifeChecks = context.executor()
                    .scheduleAtFixedRate(this::checkLife, LIFE_CHECK_MILLIS, LIFE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
            listener.opened();
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            over(new Closure(Reason.TIMEOUT, 0, "the bot did not answer the upgrade in time"));
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        unheardMillis = 0;
        if (over) {
            return;
        }
        if (frame instanceof TextWebSocketFrame text) {
            listener.text(text.text());
        } else if (frame instanceof BinaryWebSocketFrame) {
            ByteBuf content = frame.content();
            byte[] octets = new byte[content.readableBytes()];
            content.readBytes(octets);
            listener.binary(ByteBuffer.wrap(octets));
        } else if (frame instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(new CloseWebSocketFrame());
            // Without a code it is 1005, and RFC 6455 leaves open what that means: the bot went on purpose.
            int code = close.statusCode() < 0 ? Closure.NORMAL : close.statusCode();
            over(new Closure(Reason.CLOSED, code, "the bot closed the connection with code " + code));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable() && !over) {
            unwritableMillis = 0;
            listener.drained();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over(new Closure(Reason.LOST, 0, "the connection was lost"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        over(closure(cause));
    }

    private static Closure closure(Throwable cause) {
        if (cause instanceof WebSocketClientHandshakeException refusal) {
            HttpResponse response = refusal.response();
            int status = response == null ? 0 : response.status().code();
            return new Closure(Reason.REFUSED, status, "the bot answered the upgrade with status " + status);
        }
        if (cause instanceof CorruptedWebSocketFrameException || cause instanceof TooLongFrameException) {
            return new Closure(Reason.VIOLATION, 0, "the bot broke the WebSocket protocol: " + cause.getMessage());
        }
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        if (root instanceof SSLException) {
            return new Closure(Reason.UNREACHABLE, 0, "there is no trusted TLS with the bot: " + root.getMessage());
        }
        return new Closure(Reason.LOST, 0, "the connection was lost");
    }

    private void checkLife() {
        Channel open = channel;
        if (open == null || over) {
            return;
        }
        unwritableMillis = open.isWritable() ? 0 : unwritableMillis + LIFE_CHECK_MILLIS;
        unheardMillis += LIFE_CHECK_MILLIS;
        if (unwritableMillis >= patience.unreadMillis()) {
            over(new Closure(Reason.VIOLATION, 0, "the bot does not read what it is sent"));
        } else if (unheardMillis >= patience.unheardMillis()) {
            over(new Closure(Reason.TIMEOUT, 0, "the bot does not answer pings"));
        } else if (++checks % PING_CHECKS == 0) {
            open.writeAndFlush(new PingWebSocketFrame());
        }
    }

    /** Whether more may be sent without waiting; else {@link Listener#drained} is told when it may. */
    boolean writable() {
        Channel open = channel;
        return open != null && !over && open.isWritable();
    }

    void send(String message) {
        write(new TextWebSocketFrame(message));
    }

    void send(ByteBuffer message) {
        write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)));
    }

    private void write(WebSocketFrame frame) {
        Channel open = channel;
        if (open != null && !over) {
            open.writeAndFlush(frame);
        } else {
            frame.release();
        }
    }

    /** Closes it from our side, saying why; the listener is told nothing any more. */
    void close(int code, String why) {
        over = true;
        Channel open = channel;
        if (open != null) {
            open.writeAndFlush(new CloseWebSocketFrame(code, why.substring(0, Math.min(why.length(), 100))));
        }
        release();
    }

    private void over(Closure closure) {
        if (!over) {
            over = true;
            release();
            listener.closed(closure);
        }
    }

    private void release() {
        ScheduledFuture<?> checking = lifeChecks;
        if (checking != null) {
            checking.cancel(false);
        }
        Channel open = channel;
        if (open != null) {
            // Behind what was written; a bot that does not read is not waited for.
            open.eventLoop().schedule(() -> open.close(), open.isWritable() ? 50 : 0, TimeUnit.MILLISECONDS);
        }
    }
}
