package dev.tandem.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnHostsTest {

    private final OwnHosts hosts = new OwnHosts(List.of("Gateway.Example"));

    @Test
    void ourNamesAndPlainAddressesAreTrusted() {
        assertThat(hosts.trusts("localhost:8080", Optional.empty())).isTrue();
        assertThat(hosts.trusts("gateway.example", Optional.empty())).isTrue();
        assertThat(hosts.trusts("192.0.2.7:8443", Optional.empty())).isTrue();
        assertThat(hosts.trusts("[::1]:8443", Optional.empty())).isTrue();
    }

    @Test
    void aNameThatSomebodysDnsPointsHereIsNot() {
        assertThat(hosts.trusts("rebound.example:8080", Optional.empty())).isFalse();
        assertThat(hosts.trusts("127.0.0.1.rebound.example", Optional.empty())).isFalse();
        assertThat(hosts.trusts("", Optional.empty())).isFalse();
    }

    @Test
    void thePageMustComeFromTheHostItTalksTo() {
        assertThat(hosts.trusts("localhost:8080", Optional.of("http://localhost:8080")))
                .isTrue();
        assertThat(hosts.trusts("localhost:8080", Optional.of("http://localhost:3000")))
                .isFalse();
        assertThat(hosts.trusts("localhost:8080", Optional.of("https://evil.example")))
                .isFalse();
        assertThat(hosts.trusts("localhost:8080", Optional.of("null"))).isFalse();
    }
}
