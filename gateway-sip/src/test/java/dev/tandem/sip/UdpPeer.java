package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A host of its own in a test: a UDP socket at an address of 127.0.0.0/8, and messages as text. */
final class UdpPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int SILENCE_MILLIS = 300;

    final String host;
    final int port;
    private final DatagramSocket socket;
    private final InetSocketAddress endpoint;

    UdpPeer(String address, int endpointPort) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getByName(address));
        host = address;
        port = socket.getLocalPort();
        endpoint = new InetSocketAddress(InetAddress.getLoopbackAddress(), endpointPort);
    }

    /** Sends a message given by its lines. */
    void send(String... lines) throws IOException {
        byte[] bytes = (String.join("\r\n", lines) + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, endpoint));
    }

    /** Sends a request. */
    void request(String method, long cseq, String branch, String from, String to, String callId) throws IOException {
        request(method, cseq, branch, host + ":" + port, from, to, callId);
    }

    /** Sends a request that says it is of another host. */
    void request(String method, long cseq, String branch, String sentBy, String from, String to, String callId)
            throws IOException {
        send(
                method + " sip:+13125550123@127.0.0.1 SIP/2.0",
                "Via: SIP/2.0/UDP " + sentBy + ";rport;branch=" + branch,
                "Max-Forwards: 70",
                "From: " + from,
                "To: " + to,
                "Call-ID: " + callId,
                "CSeq: " + cseq + " " + method,
                "Contact: <sip:peer@" + host + ":" + port + ">");
    }

    /** The next message, which must begin like this. */
    String expect(String start) throws IOException {
        String message = next(PATIENCE_MILLIS).orElse("silence");
        assertThat(message).startsWith(start);
        return message;
    }

    void expectSilence() throws IOException {
        assertThat(next(SILENCE_MILLIS)).isEmpty();
    }

    /** How many messages come until there is silence. */
    int count() throws IOException {
        int count = 0;
        while (next(SILENCE_MILLIS).isPresent()) {
            count++;
        }
        return count;
    }

    private Optional<String> next(int millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.setSoTimeout(millis);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        }
        return Optional.of(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        socket.close();
    }
}
