package dev.tandem.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nobody may send us. */
class OutboundGuardTest {

    private final OutboundGuard guard = new OutboundGuard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "169.254.169.254",
                "::1",
                "fd00::1",
                "2001:db8::1",
                "3fff::1",
                "3fff:fff::1"
            })
    void whatIsNotThePublicInternetIsClosed(String address) throws Exception {
        assertThat(guard.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.1.1", "2606:4700::1", "3fff:1000::1"})
    void thePublicInternetIsOpen(String address) throws Exception {
        assertThat(guard.allows(InetAddress.getByName(address))).isTrue();
    }
}
