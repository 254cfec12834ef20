package dev.tandem.interop;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A peer that sends any datagram and reads the answers, for five seconds at most. */
final class RawSip implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 5000;
    private static final int DATAGRAM_OCTETS_MAX = 65_535;

    private final DatagramSocket socket;

    RawSip(int gatewayPort) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gatewayPort));
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** A request from a telephone number; its lines can be replaced to spoil it. */
    String request(String method, String to) {
        String unique = Long.toHexString(System.nanoTime());
        return String.join(
                "\r\n",
                method + " sip:" + to + "@127.0.0.1 SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + unique,
                "From: <sip:+442079460123@127.0.0.1>;tag=" + unique,
                "To: <sip:" + to + "@127.0.0.1>",
                "Call-ID: " + unique,
                "CSeq: 1 " + method,
                "Contact: <sip:carrier@127.0.0.1:" + socket.getLocalPort() + ">",
                "Max-Forwards: 70",
                "Content-Length: 0",
                "",
                "");
    }

    void send(String message) throws IOException {
        send(message.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] octets) throws IOException {
        socket.send(new DatagramPacket(octets, octets.length));
    }

    /** Sends a request; returns the first line of its final response, which it acknowledges when it was an INVITE. */
    String ask(String request) throws IOException {
        send(request);
        String response = finalResponse();
        if (request.startsWith("INVITE")) {
            String to = line(response, "To:");
            send(request.replace("INVITE", "ACK").replace(line(request, "To:"), to));
        }
        return response.lines().findFirst().orElseThrow();
    }

    private String finalResponse() throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_OCTETS_MAX], DATAGRAM_OCTETS_MAX);
            socket.receive(packet);
            String response = new String(Arrays.copyOf(packet.getData(), packet.getLength()), StandardCharsets.UTF_8);
            if (!response.startsWith("SIP/2.0 1")) {
                return response;
            }
        }
    }

    private static String line(String message, String start) {
        return message.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + start + " in " + message));
    }

    @Override
    public void close() {
        socket.close();
    }
}
