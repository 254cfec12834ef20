package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TCP connections that cost a socket each and say nothing. */
class IdleConnectionTest {
    private static final int PER_ADDRESS = 4;

    private final Party party = new Party(Optional.empty(), new StreamLimits(Duration.ofSeconds(1), PER_ADDRESS));
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        party.close();
    }

    @Test
    void anAddressHasSoManyConnectionsAndTheNextIsClosedAtOnce() throws IOException {
        for (int i = 0; i < PER_ADDRESS; i++) {
            connect();
        }
        Party.await(() -> party.endpoint.counters().flows() == PER_ADDRESS, "connections");
        assertThat(connect().getInputStream().read()).as("closed at once").isNegative();
        assertThat(party.endpoint.counters().refusedStreams()).isEqualTo(1);
    }

    @Test
    void aConnectionWithoutUseIsClosedAndOneWithARegistrationIsNot() throws IOException {
        Socket asking = connect();
        send(asking, RawPeer.options("probe", true));
        Socket phone = connect();
        send(phone, RawPeer.options("phone", true));
        Party.await(() -> party.endpoint.counters().flows() == 2, "connections");
        party.bindings.put(binding("f2"), Instant.now());
        Party.await(() -> party.endpoint.counters().idleStreams() == 1, "an idle connection stays");
        Party.await(() -> party.endpoint.counters().flows() == 1, "the idle connection is still there");
        assertThat(party.bindings.hasFlow("f2", Instant.now())).isTrue();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), party.port);
        socket.setSoTimeout(5_000);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Binding binding(String flow) {
        return new Binding(
                Browser.ALICE,
                "sip:alice@127.0.0.1",
                List.of(),
                Optional.of(flow),
                "127.0.0.1:5060",
                "tcp",
                "",
                Optional.empty(),
                "r",
                1,
                Instant.now().plusSeconds(600));
    }
}
