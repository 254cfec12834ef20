package dev.tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SourceLatchTest {
    private static final InetSocketAddress SAID = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress NAT = new InetSocketAddress("198.51.100.1", 5000);
    private static final InetSocketAddress INTRUDER = new InetSocketAddress("203.0.113.1", 6000);

    private final SourceLatch latch = new SourceLatch();

    @Test
    void nobodyIsAdmittedBeforeAnAddressIsAgreed() {
        assertThat(latch.admits(SAID)).isFalse();
        assertThat(latch.target()).isNull();
    }

    @Test
    void theFirstValidSourceIsHeldAndOthersAreRefused() {
        latch.negotiated(SAID);
        assertThat(latch.target()).isEqualTo(SAID);
        assertThat(latch.admits(NAT)).isTrue();
        latch.hold(NAT);

        assertThat(latch.admits(INTRUDER)).isFalse();
        assertThat(latch.target()).isEqualTo(NAT);
    }

    @Test
    void theAgreedSourceEndsTheException() {
        latch.negotiated(SAID);
        latch.hold(INTRUDER);
        assertThat(latch.admits(SAID)).isTrue();
        latch.hold(SAID);

        assertThat(latch.admits(INTRUDER)).isFalse();
    }

    @Test
    void aNewAddressOpensTheLatchTheSameOneDoesNot() {
        latch.negotiated(SAID);
        latch.hold(NAT);
        latch.negotiated(SAID);
        assertThat(latch.target()).isEqualTo(NAT);
        latch.negotiated(new InetSocketAddress("192.0.2.1", 4002));
        assertThat(latch.admits(INTRUDER)).isTrue();
    }
}
