package dev.tandem.sip;

import dev.tandem.sip.message.MessageText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A peer of a test that sends any bytes and reads what comes back, for five seconds at most. */
interface RawPeer extends AutoCloseable {

    int TIMEOUT_MILLIS = 5000;

    void send(String latin1) throws IOException;

    MessageText receive() throws IOException;

    @Override
    void close() throws IOException;

    static RawPeer to(int port, boolean overTcp) throws IOException {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return overTcp ? new Tcp(target) : new Udp(target);
    }

    /** An OPTIONS of which only the Call-ID matters. */
    static String options(String callId, boolean overTcp) {
        return String.join(
                "\r\n",
                "OPTIONS sip:gw.example SIP/2.0",
                "Via: SIP/2.0/" + (overTcp ? "TCP" : "UDP") + " 127.0.0.1:9;rport;branch=z9hG4bK-" + System.nanoTime(),
                "From: <sip:probe@127.0.0.1>;tag=1",
                "To: <sip:gw.example>",
                "Call-ID: " + callId,
                "CSeq: 77 OPTIONS",
                "Max-Forwards: 70",
                "Content-Length: 0",
                "",
                "");
    }

    /** Datagrams. */
    final class Udp implements RawPeer {
        private final DatagramSocket socket;

        Udp(InetSocketAddress target) throws IOException {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.connect(target);
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }

        @Override
        public void send(String latin1) throws IOException {
            byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
            socket.send(new DatagramPacket(bytes, bytes.length));
        }

        @Override
        public MessageText receive() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            return MessageText.of(Arrays.copyOf(packet.getData(), packet.getLength()));
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** A connection; answers have no bodies here. */
    final class Tcp implements RawPeer {
        private final Socket socket = new Socket();

        Tcp(InetSocketAddress target) throws IOException {
            socket.connect(target, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }

        @Override
        public void send(String latin1) throws IOException {
            socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public MessageText receive() throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            while (!message.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int octet = in.read();
                if (octet < 0) {
                    throw new IOException("closed after: " + message.toString(StandardCharsets.ISO_8859_1));
                }
                message.write(octet);
            }
            return MessageText.of(message.toByteArray());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
