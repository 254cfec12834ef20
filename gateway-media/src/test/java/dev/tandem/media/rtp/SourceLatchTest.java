package dev.tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SourceLatchTest {
    private static final InetSocketAddress SAID = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress PRIVATE = new InetSocketAddress("192.168.1.7", 4000);
    private static final InetSocketAddress NAT = new InetSocketAddress("198.51.100.1", 5000);
    private static final InetSocketAddress INTRUDER = new InetSocketAddress("203.0.113.1", 6000);

    private final SourceLatch latch = new SourceLatch();

    @Test
    void nobodyIsAdmittedBeforeAnAddressIsAgreed() {
        assertThat(latch.admits(SAID)).isFalse();
        assertThat(latch.target()).isNull();
    }

    @Test
    void aPublicAddressIsBelievedAndNobodyElseIsHeard() {
        latch.negotiated(SAID);
        assertThat(latch.admits(SAID)).isTrue();
        assertThat(latch.admits(INTRUDER)).isFalse();
        assertThat(latch.admits(new InetSocketAddress("192.0.2.1", 4444)))
                .as("a NAT that changes the port")
                .isTrue();
    }

    @Test
    void behindNatTheFirstValidSourceIsHeldAndOthersAreRefused() {
        for (String address :
                new String[] {"192.168.1.7", "10.0.0.7", "172.16.3.4", "100.64.0.1", "127.0.0.1", "fd00::1"}) {
            SourceLatch behindNat = new SourceLatch();
            behindNat.negotiated(new InetSocketAddress(address, 4000));
            assertThat(behindNat.admits(NAT)).as(address).isTrue();
            behindNat.hold(NAT);

            assertThat(behindNat.admits(INTRUDER)).as(address).isFalse();
            assertThat(behindNat.target()).isEqualTo(NAT);
        }
    }

    @Test
    void theAgreedSourceEndsTheException() {
        latch.negotiated(PRIVATE);
        latch.hold(INTRUDER);
        assertThat(latch.admits(PRIVATE)).isTrue();
        latch.hold(PRIVATE);

        assertThat(latch.admits(INTRUDER)).isFalse();
        assertThat(latch.admits(NAT)).isFalse();
    }

    @Test
    void aNewAddressOpensTheLatchTheSameOneDoesNot() {
        latch.negotiated(PRIVATE);
        latch.hold(NAT);
        latch.negotiated(PRIVATE);
        assertThat(latch.target()).isEqualTo(NAT);
        latch.negotiated(new InetSocketAddress("192.168.1.7", 4002));
        assertThat(latch.admits(INTRUDER)).isTrue();
    }
}
