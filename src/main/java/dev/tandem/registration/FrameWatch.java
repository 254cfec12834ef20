package dev.tandem.registration;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the HTTP server in the pipeline of a connection that becomes a WebSocket (RFC 6455). The server answers each
 * ping, whether the peer reads or not: what comes faster than a browser sends, or while the peer does not read, ends the
 * connection instead. Owned by the connection's event loop.
 */
final class FrameWatch extends ChannelInboundHandlerAdapter {
    /** Pings, pongs and closes in a second; twice as many at once. */
    static final int CONTROL_FRAMES = 20;

    /** Messages and parts of them in a second; twice as many at once. A call takes some ten. */
    static final int DATA_FRAMES = 200;

    /** How long a peer need not read. */
    static final int UNREAD_SECONDS = 10;

    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final LongAdder closed;
    private final Rate control;
    private final Rate data;
    /** Runs out while what we sent is not read. */
    private @Nullable Future<?> unread;

    /** @param closed counts the connections that were ended */
    FrameWatch(LongSupplier nanoTime, LongAdder closed) {
        this.nanoTime = nanoTime;
        this.closed = closed;
        this.control = new Rate(CONTROL_FRAMES, nanoTime.getAsLong());
        this.data = new Rate(DATA_FRAMES, nanoTime.getAsLong());
    }

    /** So many in a second, and twice as many at once. */
    private static final class Rate {
        private final long interval;
        private long due;

        Rate(int perSecond, long now) {
            this.interval = SECOND / perSecond;
            this.due = now;
        }

        boolean take(long now) {
            long ahead = Math.max(due - now, 0);
            due = now + ahead + interval;
            return ahead < 2 * SECOND;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof WebSocketFrame frame && !passes(context, frame)) {
            ReferenceCountUtil.release(message);
            end(context);
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean passes(ChannelHandlerContext context, WebSocketFrame frame) {
        if (!context.channel().isActive()) {
            return false;
        }
        boolean isData = frame instanceof TextWebSocketFrame
                || frame instanceof BinaryWebSocketFrame
                || frame instanceof ContinuationWebSocketFrame;
        return isData
                ? data.take(nanoTime.getAsLong())
                : control.take(nanoTime.getAsLong()) && context.channel().isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (unread != null) {
            unread.cancel(false);
        }
        unread = context.channel().isWritable()
                ? null
                : context.executor().schedule(() -> end(context), UNREAD_SECONDS, TimeUnit.SECONDS);
        context.fireChannelWritabilityChanged();
    }

    private void end(ChannelHandlerContext context) {
        if (context.channel().isOpen()) {
            closed.increment();
            var unused = context.close();
        }
    }
}
