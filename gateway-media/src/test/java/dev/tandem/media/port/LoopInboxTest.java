package dev.tandem.media.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.webrtc.Drop;
import dev.tandem.media.webrtc.WebRtcSession;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A browser's packets on their way from the loop that reads the port to the loop of the leg. */
@Timeout(60)
class LoopInboxTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger woken = new AtomicInteger();
    private WebRtcPort port;
    private LoopInbox inbox;

    @BeforeEach
    void open() throws Exception {
        port = new WebRtcPort(InetAddress.getLoopbackAddress(), 0);
        inbox = new LoopInbox(port.drops(), woken::incrementAndGet);
    }

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void aBrowserIsHeardOnTheLoopOfItsLeg() throws Exception {
        MediaLoop reading = new MediaLoop("reading", System.nanoTime(), new OpusEffort(0, 5));
        MediaLoop other = new MediaLoop("other", System.nanoTime(), new OpusEffort(0, 5));
        try (reading;
                other;
                ScriptedBrowser browser = new ScriptedBrowser(port.candidates().get(0))) {
            reading.start();
            other.start();
            WebRtcDuty.give(port, reading);
            WebRtcSession session = port.open(new Threads());
            handOver(session, other);
            browser.describeTo(session);
            browser.check(session);
            browser.connect();
            assertThat(next()).isEqualTo("connected on reading");

            browser.speak(1, "hello".getBytes(StandardCharsets.UTF_8));
            assertThat(next()).isEqualTo("rtp on other");

            handOver(session, reading);
            browser.move();
            browser.check(session);
            browser.speak(2, "hello".getBytes(StandardCharsets.UTF_8));
            assertThat(next()).isEqualTo("rtp on reading");
        }
    }

    @Test
    void aFullInboxDropsAndCountsAndEverythingElseArrives() {
        WebRtcSession session = port.open(new Threads());
        session.handOver(inbox);
        for (int i = 0; i < LoopInbox.DATAGRAMS_MAX + 3; i++) {
            session.arrived(ByteBuffer.wrap(new byte[20]), 1);
        }
        assertThat(port.drops().of(Drop.NOT_HANDED_OVER)).isEqualTo(3);
        assertThat(woken).hasValue(LoopInbox.DATAGRAMS_MAX);

        inbox.deliver();
        // There are no keys yet, which says that it reached the session.
        assertThat(port.drops().of(Drop.TOO_EARLY)).isEqualTo(LoopInbox.DATAGRAMS_MAX);
    }

    @Test
    void whatIsOnItsWayToALoopThatTheLegHasLeftIsDropped() {
        WebRtcSession session = port.open(new Threads());
        session.handOver(inbox);
        session.arrived(ByteBuffer.wrap(new byte[20]), 1);
        session.handOver(new LoopInbox(port.drops(), () -> {}));

        inbox.deliver();
        assertThat(port.drops().of(Drop.NOT_HANDED_OVER)).isEqualTo(1);
        assertThat(port.drops().of(Drop.TOO_EARLY)).isZero();
    }

    /** Done on return: what is read in the turn before it goes to the loop that had the leg, and is lost there. */
    private void handOver(WebRtcSession session, MediaLoop loop) throws Exception {
        CompletableFuture.runAsync(() -> session.handOver(loop.inbox(port)), loop::execute)
                .get(10, TimeUnit.SECONDS);
    }

    private String next() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    /** Notes on which thread it was told. */
    private final class Threads implements WebRtcSession.Listener {
        @Override
        public void onRtp(ByteBuffer plain, long arrivalNanos) {
            heard.add("rtp on " + Thread.currentThread().getName());
        }

        @Override
        public void onRtcp(ByteBuffer plain, long arrivalNanos) {
            heard.add("rtcp on " + Thread.currentThread().getName());
        }

        @Override
        public void onConnected() {
            heard.add("connected on " + Thread.currentThread().getName());
        }

        @Override
        public void onClosed() {
            heard.add("closed");
        }

        @Override
        public void onLost(String reason) {
            heard.add("lost " + reason);
        }
    }
}
