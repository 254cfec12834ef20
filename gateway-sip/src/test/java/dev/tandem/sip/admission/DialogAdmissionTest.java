package dev.tandem.sip.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Binding;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.SampleDirectory;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.MessageText;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.registrar.InMemoryBindings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may speak in whose dialog. */
class DialogAdmissionTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final AddressOfRecord ALICE = new AddressOfRecord("5f8c", "a11ce");
    private static final AddressOfRecord BOB = new AddressOfRecord("5f8c", "b0b");

    private final InMemoryBindings bindings = new InMemoryBindings(10);
    private final DialogAdmission admission = new DialogAdmission(
            new SampleDirectory().trunk("carrier", "192.0.2.0/28").trunk("nameless"), bindings);

    @Test
    void aBrowsersDialogIsItsUsersOverAnyOfTheirFlows() {
        Hop usual = flow("f1", "198.51.100.1");
        assertThat(user(usual, request("203.0.113.9", "ws", Optional.of(ALICE))))
                .isTrue();
        assertThat(user(usual, request("198.51.100.1", "ws", Optional.of(BOB)))).isFalse();
        assertThat(user(usual, request("198.51.100.1", "udp", Optional.empty())))
                .as("a neighbour behind the same NAT")
                .isFalse();
    }

    @Test
    void aSoftphonesDialogIsItsHostsOrWhereItIsRegistered() {
        Hop usual = Hop.datagrams(new InetSocketAddress(address("198.51.100.1"), 5060));
        assertThat(user(usual, request("198.51.100.1", "tcp", Optional.empty())))
                .isTrue();
        RequestText elsewhere = request("198.51.100.2", "udp", Optional.empty());
        assertThat(user(usual, elsewhere)).isFalse();
        bindings.put(binding("198.51.100.2:5080"), NOW);
        assertThat(user(usual, elsewhere)).isTrue();
    }

    @Test
    void aTrunksDialogIsOfTheAddressesItMayCallFrom() {
        Hop usual = Hop.datagrams(new InetSocketAddress(address("192.0.2.1"), 5060));
        assertThat(trunk("carrier", usual, "192.0.2.15")).isTrue();
        assertThat(trunk("carrier", usual, "192.0.2.16")).isFalse();
        Hop elsewhere = Hop.datagrams(new InetSocketAddress(address("192.0.2.99"), 5060));
        assertThat(trunk("carrier", elsewhere, "192.0.2.99"))
                .as("where its host name led to")
                .isTrue();
        assertThat(trunk("nameless", usual, "203.0.113.9"))
                .as("no addresses to go by")
                .isTrue();
        assertThat(trunk("removed", usual, "203.0.113.9")).isFalse();
        assertThat(admission.admits(
                        new Origin.Trunk("carrier"), usual, request("192.0.2.1", "ws", Optional.of(ALICE)), NOW))
                .as("a user behind the trunk's address")
                .isFalse();
    }

    private boolean user(Hop usual, RequestText request) {
        return admission.admits(new Origin.User(ALICE), usual, request, NOW);
    }

    private boolean trunk(String name, Hop usual, String source) {
        return admission.admits(new Origin.Trunk(name), usual, request(source, "udp", Optional.empty()), NOW);
    }

    private static Hop flow(String id, String remote) {
        return new Hop("ws", id + ".invalid", 5060, address(remote));
    }

    private static RequestText request(String source, String transport, Optional<AddressOfRecord> user) {
        return MessageText.of("BYE sip:x@y SIP/2.0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .asRequest(new InetSocketAddress(address(source), 40000), transport, Optional.empty(), user);
    }

    private static Binding binding(String source) {
        return new Binding(
                ALICE,
                "sip:alice@" + source,
                List.of(),
                Optional.empty(),
                source,
                "udp",
                "",
                Optional.empty(),
                "r",
                1,
                NOW.plusSeconds(60));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
