package dev.tandem.media.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.dtls.DtlsIdentity;
import dev.tandem.media.ice.IceCredentials;
import dev.tandem.media.ice.Path;
import dev.tandem.media.ice.StunMessage;
import dev.tandem.media.ice.StunRequest;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The session's own timing, by a manual clock and without sockets. */
class WebRtcSessionTest implements SessionHome, WebRtcSession.Listener {

    private static final String PWD = "0123456789012345678901";
    private static final Path PATH = new Path(0, new InetSocketAddress("192.0.2.1", 4000));

    private final List<String> told = new ArrayList<>();
    private final DropCounts drops = new DropCounts();
    private final WebRtcSession session = new WebRtcSession(
            new IceCredentials("ours", PWD),
            DtlsIdentity.selfSigned(new SecureRandom(), Instant.now()),
            this,
            this,
            drops);

    @Test
    void aBrowserThatWasNeverDescribedIsWaitedForWithoutEnd() {
        session.tick(seconds(1));
        session.tick(seconds(500));

        assertThat(told).isEmpty();
    }

    @Test
    void aDescribedBrowserThatNeverComesIsLostAfterThirtySeconds() {
        session.remote("theirs", PWD, new byte[32]);
        session.tick(seconds(1));
        session.tick(seconds(31));
        assertThat(told).isEmpty();

        session.tick(seconds(32));
        assertThat(told).containsExactly("over", "lost: no ICE check came");
        session.tick(seconds(99));
        assertThat(told).hasSize(2);
    }

    @Test
    void aBrowserThatChecksButNeverFinishesDtlsIsLostToo() {
        session.remote("theirs", PWD, new byte[32]);
        for (int second = 1; second <= 40; second += 2) {
            check(second);
            session.tick(seconds(second));
        }
        assertThat(told).containsExactly("over", "lost: DTLS handshake timed out");
    }

    @Test
    void aBrowserThatStopsCheckingHasWithdrawnItsConsent() {
        check(1);
        session.tick(seconds(31));
        assertThat(told).isEmpty();

        session.tick(seconds(32));
        assertThat(told).containsExactly("over", "lost: no ICE check for 30 s");
    }

    @Test
    void closingTellsTheHomeOnceAndTheListenerNothing() {
        check(1);
        session.close();
        session.close();
        session.tick(seconds(99));

        assertThat(told).containsExactly("over");
    }

    @Test
    void nothingIsSentOrTakenBeforeTheKeysAreThere() {
        check(1);
        ByteBuffer packet = ByteBuffer.allocate(60).put(0, (byte) 0x80).limit(40);

        assertThat(session.send(packet)).isFalse();
        session.onSrtp(packet, seconds(1));
        assertThat(drops.of(Drop.TOO_EARLY)).isEqualTo(1);
    }

    private void check(int second) {
        byte[] request = StunRequest.check("ours", "theirs", PWD, second, true);
        StunMessage message = StunMessage.parse(ByteBuffer.wrap(request)).orElseThrow();
        session.onStun(message, PATH, seconds(second));
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Override
    public boolean send(ByteBuffer datagram, Path path) {
        assertThat(path).isEqualTo(PATH);
        return true;
    }

    @Override
    public void onLoop(Runnable work) {
        work.run();
    }

    @Override
    public void onWorker(Runnable handshake) {}

    @Override
    public void over(WebRtcSession ended) {
        told.add("over");
    }

    @Override
    public void onRtp(ByteBuffer plain, long arrivalNanos) {}

    @Override
    public void onRtcp(ByteBuffer plain, long arrivalNanos) {}

    @Override
    public void onConnected() {
        told.add("connected");
    }

    @Override
    public void onClosed() {
        told.add("closed");
    }

    @Override
    public void onLost(String reason) {
        told.add("lost: " + reason);
    }
}
