package dev.tandem.sip.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** How much of strangers is heard. */
class StrangersTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = Long.MAX_VALUE - 5 * SECOND; // the clock may overflow
    private final Strangers strangers = new Strangers(4711, now);

    @Test
    void aSourceIsHeardInABurstAndThenAtItsRate() throws UnknownHostException {
        InetAddress source = address("192.0.2.1");
        assertThat(heard(source, true, 10_000)).isBetween(Strangers.PER_SOURCE_BURST, Strangers.PER_SOURCE_BURST + 1);
        now += 10 * SECOND;
        assertThat(heard(source, true, 10_000)).isBetween(Strangers.PER_SOURCE_BURST, Strangers.PER_SOURCE_BURST + 1);
        now += SECOND;
        assertThat(heard(source, true, 10_000)).isEqualTo(Strangers.PER_SOURCE);
    }

    @Test
    void oneThatSendsTooMuchDoesNotSilenceAnother() throws UnknownHostException {
        heard(address("192.0.2.1"), true, 10_000);
        assertThat(heard(address("192.0.2.2"), true, 1)).isEqualTo(1);
    }

    @Test
    void datagramsOfAnyNumberOfSourcesAreHeardAtOneRate() throws UnknownHostException {
        int heard = 0;
        for (int i = 0; i < 50_000; i++) {
            heard += heard(address("10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255)), false, 1);
        }
        assertThat(heard).isBetween(Strangers.OVERALL, Strangers.OVERALL + 1);
        assertThat(heard(address("198.51.100.7"), true, 1))
                .as("a connection proves its address")
                .isEqualTo(1);
        now += SECOND;
        assertThat(heard(address("198.51.100.8"), false, 1)).isEqualTo(1);
    }

    @Test
    void theAddressesOfOneIpv6NetworkShareARate() throws UnknownHostException {
        int heard = 0;
        for (int i = 0; i < 1_000; i++) {
            heard += heard(address("2001:db8:1:2::" + Integer.toHexString(i)), true, 1);
        }
        assertThat(heard).isLessThan(Strangers.PER_SOURCE_BURST + 2);
        assertThat(heard(address("2001:db8:1:3::1"), true, 1)).isEqualTo(1);
    }

    @Test
    void whoProvedItselfIsNoStrangerForAnHour() throws UnknownHostException {
        InetAddress source = address("192.0.2.1");
        assertThat(strangers.knows(source, now)).isFalse();
        strangers.know(source, now);
        now += 3_599 * SECOND;
        assertThat(strangers.knows(source, now)).isTrue();
        now += 2 * SECOND;
        assertThat(strangers.knows(source, now)).isFalse();
    }

    @Test
    void whoIsRememberedIsBounded() throws UnknownHostException {
        for (int i = 0; i <= Strangers.KNOWN_MAX; i++) {
            strangers.know(address("10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255)), now);
        }
        assertThat(strangers.knows(address("10.0.0.0"), now)).isFalse();
        assertThat(strangers.knows(address("10.0.0.1"), now)).isTrue();
    }

    private int heard(InetAddress source, boolean connected, int messages) {
        int heard = 0;
        for (int i = 0; i < messages; i++) {
            heard += strangers.admits(source, connected, now) ? 1 : 0;
        }
        return heard;
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}
