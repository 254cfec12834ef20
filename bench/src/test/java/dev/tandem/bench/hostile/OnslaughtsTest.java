package dev.tandem.bench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OnslaughtsTest {

    @Test
    void everyRowOfStrangersHasItsOnslaught() {
        assertThat(Day.ATTACKS.stream().filter(attack -> attack instanceof ByStrangers))
                .isNotEmpty()
                .allSatisfy(
                        attack -> assertThat(Onslaughts.named(attack.name())).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGISTER", "INVITE", "OPTIONS"})
    void everyRequestOfAFloodIsAnother(String method) {
        Numbered requests = new SipFlood(method, 1).requests(true);
        SipMessage first = message(requests.with(1));
        SipMessage second = message(requests.with(2));
        assertThat(first.method()).isEqualTo(method);
        assertThat(first.header("Content-Length"))
                .isEqualTo(Integer.toString(first.body().length()));
        assertThat(List.of("Via", "From", "To", "Call-ID", "Authorization"))
                .allSatisfy(name -> assertThat(first.header(name)).isNotEmpty().isNotEqualTo(second.header(name)));
    }

    @Test
    void aGatewayThatIsGoneDoesNotStopIt() throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        assertThat(Connections.slowBodies(3).press(target(nobody), soon(300)))
                .contains("3 slow bodies, 0 at once at most", "failed 3");
    }

    @Test
    void answersToBodiesAreCounted() throws Exception {
        try (ServerSocket gateway = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread refusing = new Thread(() -> refuse(gateway));
            refusing.start();
            assertThat(Connections.largeBodies(1).press(target(gateway.getLocalPort()), soon(500)))
                    .contains("answers {413=1}");
            refusing.join();
        }
    }

    @Test
    void heapsAreReadOfEveryCollector() {
        assertThat(Vitals.used("512M max, 512M soft max, 512M committed, 45M used"))
                .isEqualTo(OptionalInt.of(45));
        assertThat(Vitals.used("garbage-first heap   total 524288K, used 20480K [0x0"))
                .isEqualTo(OptionalInt.of(20));
        assertThat(Vitals.used("no such process")).isEmpty();
    }

    private static void refuse(ServerSocket gateway) {
        try (Socket socket = gateway.accept()) {
            socket.getInputStream().readNBytes(1);
            socket.getOutputStream().write("HTTP/1.1 413 \r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException gone) {
            // The stranger has heard enough.
        }
    }

    private static SipMessage message(ByteBuffer datagram) {
        return SipMessage.parse(StandardCharsets.US_ASCII.decode(datagram).toString());
    }

    private static Target target(int firstPort) {
        return new Target(new Ports(firstPort), firstPort, firstPort, "token");
    }

    private static long soon(int millis) {
        return System.nanoTime() + millis * 1_000_000L;
    }
}
