package dev.tandem.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SIP listens on one port by UDP and by TCP. */
class FreePortTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void aPortThatSomebodyHasByTcpIsNotChosenForUdpEither() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0, 1, LOOPBACK)) {
            assertThat(FreePort.first(LOOPBACK, IntStream.of(somebody.getLocalPort(), 0)))
                    .isNotEqualTo(somebody.getLocalPort());
        }
    }

    @Test
    void norIsOneThatSomebodyHasByUdp() throws IOException {
        try (DatagramSocket somebody = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            assertThat(FreePort.first(LOOPBACK, IntStream.of(somebody.getLocalPort(), 0)))
                    .isNotEqualTo(somebody.getLocalPort());
        }
    }

    @Test
    void whatIsConfiguredStays() {
        assertThat(FreePort.orElse(5060)).isEqualTo(5060);
    }
}
