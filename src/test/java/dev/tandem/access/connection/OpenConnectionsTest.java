package dev.tandem.access.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** Who may have how many connections. */
class OpenConnectionsTest {

    private final OpenConnections connections = new OpenConnections(5, 2);

    @Test
    void anAddressHasABoundAndOthersHaveTheirs() throws Exception {
        assertThat(open("192.0.2.1")).isTrue();
        assertThat(open("192.0.2.1")).isTrue();
        assertThat(open("192.0.2.1")).isFalse();
        assertThat(open("192.0.2.2")).isTrue();
        assertThat(connections.refused()).isEqualTo(1);

        connections.closed(InetAddress.getByName("192.0.2.1"));

        assertThat(open("192.0.2.1")).isTrue();
    }

    @Test
    void theAddressesOfOneNetworkAreOne() throws Exception {
        assertThat(open("2001:db8::1")).isTrue();
        assertThat(open("2001:db8::2")).isTrue();
        assertThat(open("2001:db8::ffff:3")).isFalse();
        assertThat(open("2001:db8:0:1::1")).isTrue();
    }

    @Test
    void allTogetherHaveABoundAndThisMachineToo() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(open("127.0.0.1")).isTrue();
        }
        assertThat(open("127.0.0.1")).isFalse();
        assertThat(open("192.0.2.1")).isFalse();
        assertThat(connections.open()).isEqualTo(5);
    }

    @Test
    void nothingIsKeptOfWhoWentAway() throws Exception {
        open("192.0.2.1");
        open("192.0.2.1");
        open("192.0.2.1");
        connections.closed(InetAddress.getByName("192.0.2.1"));
        connections.closed(InetAddress.getByName("192.0.2.1"));

        assertThat(connections.addresses()).isZero();
        assertThat(connections.open()).isZero();
    }

    private boolean open(String address) throws UnknownHostException {
        return connections.opened(InetAddress.getByName(address));
    }
}
