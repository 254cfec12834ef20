package dev.tandem.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Frames that come too fast, and peers that do not read. */
class FrameWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final LongAdder closed = new LongAdder();
    private long now;
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameWatch(() -> now, closed));

    @Test
    void aFewPingsPassAndAFloodEndsTheConnection() {
        assertThat(passed(PingWebSocketFrame::new, 10_000)).isEqualTo(2 * FrameWatch.CONTROL_FRAMES);
        assertThat(channel.isOpen()).isFalse();
        assertThat(closed.sum()).isEqualTo(1);
    }

    @Test
    void pingsAtABrowsersPacePassForEver() {
        int passed = 0;
        for (int i = 0; i < 10_000; i++) {
            passed += passed(PingWebSocketFrame::new, 1);
            now += SECOND / FrameWatch.CONTROL_FRAMES;
        }
        assertThat(passed).isEqualTo(10_000);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void messagesHaveARateOfTheirOwn() {
        assertThat(passed(() -> new TextWebSocketFrame("\r\n\r\n"), 10_000)).isEqualTo(2 * FrameWatch.DATA_FRAMES);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoPingsAndDoesNotReadIsClosedAtOnce() {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(10, 20));
        leaveUnread();
        assertThat(channel.isWritable()).isFalse();
        assertThat(passed(PingWebSocketFrame::new, 1)).isZero();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoDoesNotReadForTenSecondsIsClosed() {
        channel.freezeTime();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(10, 20));
        leaveUnread();
        channel.advanceTimeBy(9, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.flush();
        channel.advanceTimeBy(9, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).as("it read in time").isTrue();

        leaveUnread();
        channel.advanceTimeBy(FrameWatch.UNREAD_SECONDS, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    private void leaveUnread() {
        var unused = channel.write(Unpooled.wrappedBuffer(new byte[100]));
    }

    private int passed(Supplier<WebSocketFrame> frame, int count) {
        int passed = 0;
        for (int i = 0; i < count; i++) {
            if (channel.isOpen()) {
                channel.writeInbound(frame.get());
            }
            WebSocketFrame out = channel.readInbound();
            if (out != null) {
                out.release();
                passed++;
            }
        }
        return passed;
    }
}
