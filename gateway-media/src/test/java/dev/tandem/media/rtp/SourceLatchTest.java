package dev.tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.rtp.SourceLatch.Verdict;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceLatchTest {
    private static final InetSocketAddress SAID = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress PRIVATE = new InetSocketAddress("192.168.1.7", 4000);
    private static final InetSocketAddress NAT = new InetSocketAddress("198.51.100.1", 5000);
    private static final InetSocketAddress INTRUDER = new InetSocketAddress("203.0.113.1", 6000);

    private final SourceLatch latch = new SourceLatch();
    private long now = 1_000_000_000L;

    @BeforeEach
    void signallingComesThroughTheNat() {
        latch.signalledFrom(NAT.getAddress());
    }

    private boolean admits(InetSocketAddress source) {
        return admits(latch, source);
    }

    private boolean admits(SourceLatch by, InetSocketAddress source) {
        return by.judge(source, now) == Verdict.ADMITTED;
    }

    @Test
    void nobodyIsAdmittedBeforeAnAddressIsAgreed() {
        assertThat(admits(SAID)).isFalse();
        assertThat(latch.target()).isNull();
    }

    @Test
    void aPublicAddressIsBelievedAndNobodyElseIsHeard() {
        latch.negotiated(SAID);
        assertThat(admits(SAID)).isTrue();
        assertThat(admits(INTRUDER)).isFalse();
        assertThat(admits(NAT)).isFalse();
        assertThat(admits(new InetSocketAddress("192.0.2.1", 4444)))
                .as("a NAT that changes the port")
                .isTrue();
    }

    @Test
    void behindNatThePeerIsLearntFromTheHostThatSignalsAndNoOther() {
        for (String address :
                new String[] {"192.168.1.7", "10.0.0.7", "172.16.3.4", "100.64.0.1", "127.0.0.1", "fd00::1"}) {
            SourceLatch behindNat = new SourceLatch();
            behindNat.negotiated(new InetSocketAddress(address, 4000));
            assertThat(admits(behindNat, NAT)).as("nobody signals from there").isFalse();
            behindNat.signalledFrom(NAT.getAddress());
            assertThat(admits(behindNat, INTRUDER)).as(address).isFalse();
            assertThat(admits(behindNat, NAT)).as(address).isTrue();
            behindNat.hold(NAT, now);

            assertThat(admits(behindNat, new InetSocketAddress(NAT.getAddress(), 5002)))
                    .as("another behind the same NAT, too late")
                    .isFalse();
            assertThat(behindNat.target()).isEqualTo(NAT);
        }
    }

    @Test
    void whatHasToBeAuthenticMayComeFromAnywhereUntilItDid() {
        latch.negotiated(SAID);
        latch.secured(true);
        assertThat(admits(INTRUDER)).as("to be authenticated").isTrue();
        latch.hold(NAT, now);

        assertThat(admits(INTRUDER)).isFalse();
        assertThat(latch.target()).isEqualTo(NAT);
    }

    @Test
    void theAgreedSourceEndsTheException() {
        latch.negotiated(PRIVATE);
        latch.hold(NAT, now);
        assertThat(admits(PRIVATE)).isTrue();
        latch.hold(PRIVATE, now);

        assertThat(admits(NAT)).isFalse();
    }

    @Test
    void aNewAddressOpensTheLatchTheSameOneDoesNot() {
        latch.negotiated(PRIVATE);
        latch.hold(NAT, now);
        latch.negotiated(PRIVATE);
        assertThat(latch.target()).isEqualTo(NAT);
        latch.negotiated(new InetSocketAddress("192.168.1.7", 4002));
        assertThat(admits(new InetSocketAddress(NAT.getAddress(), 5002))).isTrue();
    }

    @Test
    void anAddressThatWasOnlyNamedGetsHalfASecondAndNoMoreByBeingNamedAnew() {
        latch.negotiated(SAID);
        assertThat(packetsSent(1_000)).isEqualTo(SourceLatch.UNCONFIRMED_PACKETS_MAX);

        latch.negotiated(new InetSocketAddress("192.0.2.1", 4002));
        assertThat(packetsSent(1_000)).isZero();
    }

    @Test
    void whoIsConfirmedGetsAllOfIt() {
        latch.negotiated(SAID);
        latch.confirm();
        assertThat(packetsSent(1_000)).isEqualTo(1_000);
    }

    @Test
    void soDoesWhoHasSentSomethingValid() {
        latch.negotiated(SAID);
        packetsSent(1_000);
        latch.hold(SAID, now);
        assertThat(packetsSent(1_000)).isEqualTo(1_000);
    }

    @Test
    void aSourceThatWasSilentForTwoSecondsMayGoOnAtAnotherPortOfItsHost() {
        InetSocketAddress moved = new InetSocketAddress(NAT.getAddress(), 5002);
        latch.negotiated(PRIVATE);
        latch.hold(NAT, now);
        now += SourceLatch.MOVED_MILLIS * 1_000_000L - 1;
        assertThat(latch.judge(moved, now)).isEqualTo(Verdict.REFUSED);
        now++;
        assertThat(latch.judge(INTRUDER, now)).as("elsewhere").isEqualTo(Verdict.REFUSED);
        assertThat(latch.judge(moved, now)).isEqualTo(Verdict.ADMITTED_IF_IT_GOES_ON);

        latch.hold(moved, now);
        assertThat(latch.target()).isEqualTo(moved);
        assertThat(latch.judge(NAT, now)).as("where it was").isEqualTo(Verdict.REFUSED);
    }

    @Test
    void whatIsAuthenticMayMoveToAnyHostWhenItWasSilent() {
        latch.negotiated(SAID);
        latch.secured(true);
        latch.hold(SAID, now);
        assertThat(admits(NAT)).isFalse();
        now += SourceLatch.MOVED_MILLIS * 1_000_000L;
        assertThat(admits(NAT)).isTrue();
    }

    private int packetsSent(int wanted) {
        int packets = 0;
        while (packets < wanted && latch.target() != null) {
            latch.sent();
            packets++;
        }
        return packets;
    }
}
