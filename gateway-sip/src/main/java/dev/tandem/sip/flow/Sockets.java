package dev.tandem.sip.flow;

import dev.tandem.sip.SipSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.bytes.ByteArrayEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** The sockets of an endpoint: UDP, TCP and TLS, listening and connecting. Owns one I/O thread. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // How a channel ends is reported through its pipeline.
public final class Sockets implements AutoCloseable {
    /** RFC 3261, section 18.1.1 asks for 65,535 bytes. */
    public static final int MESSAGE_BYTES_MAX = 65_535;

    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int UDP_BUFFER_BYTES = 4 << 20;
    private static final int IO_THREADS = 1;

    private final SipSettings settings;
    private final Flows flows;
    private final Streams streams;
    private final Inbound inbound;
    private final EventLoopGroup loops = new NioEventLoopGroup(IO_THREADS, new DefaultThreadFactory("sip-io", true));
    private final List<Channel> listening = new ArrayList<>();
    private volatile Channel datagrams = new NioDatagramChannel();

    /** Makes sockets that are not bound yet. */
    public Sockets(SipSettings settings, Flows flows, Streams streams, Inbound inbound) {
        this.settings = settings;
        this.flows = flows;
        this.streams = streams;
        this.inbound = inbound;
    }

    /** Binds all ports, or none. @throws UncheckedIOException naming the port that is taken */
    public void bind() {
        datagrams = bound(
                new Bootstrap()
                        .group(loops)
                        .channel(NioDatagramChannel.class)
                        .option(ChannelOption.SO_RCVBUF, UDP_BUFFER_BYTES)
                        .option(ChannelOption.SO_SNDBUF, UDP_BUFFER_BYTES)
                        .option(
                                ChannelOption.RCVBUF_ALLOCATOR,
                                new io.netty.channel.FixedRecvByteBufAllocator(MESSAGE_BYTES_MAX))
                        .handler(new Datagrams()),
                settings.port(),
                "UDP");
        listen("tcp", settings.port());
        if (settings.tls().isPresent() && settings.tlsPort() > 0) {
            listen("tls", settings.tlsPort());
        }
    }

    private void listen(String transport, int port) {
        bound(
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(new Accepting(transport)),
                port,
                transport.toUpperCase(java.util.Locale.ROOT));
    }

    private Channel bound(io.netty.bootstrap.AbstractBootstrap<?, ?> bootstrap, int port, String name) {
        var binding =
                bootstrap.bind(new InetSocketAddress(settings.address(), port)).awaitUninterruptibly();
        if (!binding.isSuccess()) {
            close();
            throw new UncheckedIOException(new IOException(
                    "cannot listen for SIP on " + name + " port " + port + " of "
                            + settings.address().getHostAddress() + ": "
                            + binding.cause().getMessage(),
                    binding.cause()));
        }
        listening.add(binding.channel());
        return binding.channel();
    }

    /** Datagrams to an address. */
    public Connection datagramsTo(InetSocketAddress remote) {
        return new DatagramConnection(datagrams, remote);
    }

    /**
     * A TCP or TLS connection to a peer: the one that is open, or a new one.
     *
     * @param peerName host name its certificate must carry
     */
    public CompletableFuture<Connection> connect(String transport, InetSocketAddress remote, String peerName) {
        var open = flows.find(transport, remote);
        if (open.isPresent()) {
            return CompletableFuture.completedFuture(open.get());
        }
        CompletableFuture<Connection> result = new CompletableFuture<>();
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                .handler(new Connecting(transport, remote, peerName, result))
                .connect(remote)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        result.completeExceptionally(done.cause());
                    }
                });
        return result;
    }

    private void open(Channel channel, StreamConnection connection) {
        channel.pipeline()
                .addLast(
                        new ByteArrayEncoder(),
                        new MessageFraming(MESSAGE_BYTES_MAX, connection.patience()),
                        connection);
        if (!flows.add(connection)) {
            channel.close();
        }
    }

    private static SslHandler tls(SSLEngine engine, boolean client) {
        engine.setUseClientMode(client);
        if (client) {
            SSLParameters parameters = engine.getSSLParameters();
            // RFC 5922: the certificate has to name the host we meant to call.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(CONNECT_MILLIS_MAX);
        return handler;
    }

    @Override
    public void close() {
        listening.forEach(each -> each.close().awaitUninterruptibly(1, TimeUnit.SECONDS));
        flows.all().forEach(Connection::close);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }

    private final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            inbound.received(
                    ByteBufUtil.getBytes(packet.content()), new DatagramConnection(context.channel(), packet.sender()));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // E.g. an ICMP error for an earlier datagram: the transaction that sent it times out by itself.
        }
    }

    private final class Accepting extends ChannelInitializer<Channel> {
        private final String transport;

        Accepting(String transport) {
            this.transport = transport;
        }

        @Override
        protected void initChannel(Channel channel) {
            var remote = (InetSocketAddress) channel.remoteAddress();
            if (remote == null || !streams.admits(remote.getAddress())) {
                channel.close();
                return;
            }
            if (transport.equals("tls")) {
                channel.pipeline().addLast(tls(context().createSSLEngine(), false));
            }
            open(channel, new StreamConnection(flows.nextId(), transport, channel, remote, inbound, true));
        }
    }

    private final class Connecting extends ChannelInitializer<Channel> {
        private final String transport;
        private final InetSocketAddress remote;
        private final String peerName;
        private final CompletableFuture<Connection> result;

        Connecting(String transport, InetSocketAddress remote, String peerName, CompletableFuture<Connection> result) {
            this.transport = transport;
            this.remote = remote;
            this.peerName = peerName;
            this.result = result;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (transport.equals("tls")) {
                channel.pipeline().addLast(tls(context().createSSLEngine(peerName, remote.getPort()), true));
            }
            channel.pipeline().addLast(new ConnectedFirst(this));
        }
    }

    /** Hands the connection out once it can send: after the handshake, which netty reports as a user event for TLS. */
    private final class ConnectedFirst extends io.netty.channel.ChannelInboundHandlerAdapter {
        private final Connecting target;

        ConnectedFirst(Connecting target) {
            this.target = target;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (target.transport.equals("tcp")) {
                ready(context);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof io.netty.handler.ssl.SslHandshakeCompletionEvent handshake) {
                if (handshake.isSuccess()) {
                    ready(context);
                } else {
                    target.result.completeExceptionally(handshake.cause());
                }
            }
        }

        private void ready(ChannelHandlerContext context) {
            Channel channel = context.channel();
            var connection =
                    new StreamConnection(flows.nextId(), target.transport, channel, target.remote, inbound, false);
            context.pipeline().remove(this);
            open(channel, connection);
            target.result.complete(connection);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            target.result.completeExceptionally(cause);
            context.close();
        }
    }

    private static SSLContext platformTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SSLContext context() {
        return settings.tls().map(Supplier::get).orElseGet(Sockets::platformTrust);
    }
}
