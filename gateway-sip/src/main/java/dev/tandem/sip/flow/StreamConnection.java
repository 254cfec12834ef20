package dev.tandem.sip.flow;

import dev.tandem.sip.AddressOfRecord;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** One TCP or TLS connection (RFC 3261, section 18). Events come on its event loop; sending is for any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // How a channel ends is reported through its pipeline.
final class StreamConnection extends SimpleChannelInboundHandler<byte[]> implements Connection {
    private final String id;
    private final String transport;
    private final Channel channel;
    private final InetSocketAddress remote;
    private final Inbound inbound;
    private final Patience patience;
    private volatile boolean proven;

    /** @param theirs whether they connected to us */
    StreamConnection(
            String id, String transport, Channel channel, InetSocketAddress remote, Inbound inbound, boolean theirs) {
        this.id = id;
        this.transport = transport;
        this.channel = channel;
        this.remote = remote;
        this.inbound = inbound;
        this.patience = new Patience(theirs, System.nanoTime());
        this.proven = !theirs;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, byte[] message) {
        inbound.received(message, this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inbound.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Broken framing, a reset or a failed handshake: a remote mistake, and the end of this connection only.
        context.close();
    }

    @Override
    public boolean send(byte[] message) {
        if (!channel.isActive() || !channel.isWritable()) {
            // A peer that does not read is as good as gone; its queue must not grow in our memory.
            return false;
        }
        channel.writeAndFlush(message);
        return true;
    }

    /** How long it is waited for. */
    Patience patience() {
        return patience;
    }

    /** Whether somebody proved something over it. */
    boolean isProven() {
        return proven;
    }

    @Override
    public void prove() {
        proven = true;
    }

    @Override
    public void close() {
        channel.close();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public Optional<Instant> certificateEnd() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        try {
            return tls != null && tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate shown
                    ? Optional.of(shown.getNotAfter().toInstant())
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<AddressOfRecord> user() {
        return Optional.empty();
    }
}
