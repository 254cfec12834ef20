package dev.tandem.media.port;

import dev.tandem.media.dtls.DtlsClient;
import dev.tandem.media.ice.StunRequest;
import dev.tandem.media.srtp.ClientSrtp;
import dev.tandem.media.srtp.InboundSrtp;
import dev.tandem.media.srtp.OutboundSrtp;
import dev.tandem.media.webrtc.DatagramKind;
import dev.tandem.media.webrtc.WebRtcSession;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;

/** The browser's side of one connection over a real socket, step by step. Blocking; one thread. */
final class ScriptedBrowser implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5000;
    private static final String UFRAG = "brow";

    final DtlsClient dtls = DtlsClient.fresh();
    private final InetSocketAddress far;
    private DatagramSocket socket = socket();
    private DTLSTransport transport;
    private OutboundSrtp outbound;
    private InboundSrtp inbound;
    private long transaction;

    ScriptedBrowser(InetSocketAddress far) throws IOException {
        this.far = far;
    }

    private static DatagramSocket socket() throws IOException {
        return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    /** What its SDP would tell. */
    void describeTo(WebRtcSession session) {
        session.remote(UFRAG, "0123456789012345678901", dtls.sha256());
    }

    /** Moves to another local address, as a phone leaving Wi-Fi does. */
    void move() throws IOException {
        socket.close();
        socket = socket();
    }

    /** Sends one check and returns the type of the answer, or 0 when none came in {@code patienceMillis}. */
    int check(WebRtcSession session, boolean useCandidate, int patienceMillis) throws IOException {
        send(StunRequest.check(session.localUfrag(), UFRAG, session.localPwd(), ++transaction, useCandidate));
        byte[] answer = next(DatagramKind.STUN, patienceMillis);
        return answer.length == 0 ? 0 : ByteBuffer.wrap(answer).getShort(0);
    }

    int check(WebRtcSession session) throws IOException {
        return check(session, true, PATIENCE_MILLIS);
    }

    void connect() throws IOException {
        transport = dtls.connect(new OverSocket());
        outbound = ClientSrtp.outbound(dtls.keys());
        inbound = ClientSrtp.inbound(dtls.keys());
    }

    void close(boolean goodbye) throws IOException {
        if (goodbye) {
            transport.close();
        }
        socket.close();
    }

    /** Protected RTP with this payload. */
    void speak(int sequence, byte[] payload) throws IOException {
        send(srtp(sequence, payload));
    }

    byte[] srtp(int sequence, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length + 20);
        packet.put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) sequence)
                .putInt(sequence * 160)
                .putInt(77);
        packet.put(payload).flip();
        outbound.protectRtp(packet);
        return Arrays.copyOf(packet.array(), packet.limit());
    }

    /** The payload of the next protected RTP packet. */
    byte[] hear() throws IOException {
        ByteBuffer packet = ByteBuffer.wrap(next(DatagramKind.SRTP, PATIENCE_MILLIS));
        if (inbound.unprotectRtp(packet) != InboundSrtp.Outcome.PLAIN) {
            throw new IOException("not for us");
        }
        return Arrays.copyOfRange(packet.array(), 12, packet.limit());
    }

    void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, far));
    }

    /** The next datagram of a kind; a late retransmission of another may come between. Empty when there is none. */
    private byte[] next(DatagramKind kind, int patienceMillis) throws IOException {
        byte[] datagram;
        do {
            datagram = receive(patienceMillis);
        } while (datagram.length > 0 && DatagramKind.of(ByteBuffer.wrap(datagram)) != kind);
        return datagram;
    }

    byte[] receive(int patienceMillis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.setSoTimeout(patienceMillis);
        try {
            socket.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        } catch (SocketTimeoutException nothing) {
            return new byte[0];
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private final class OverSocket implements DatagramTransport {

        @Override
        public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
            byte[] datagram = ScriptedBrowser.this.receive(waitMillis == 0 ? PATIENCE_MILLIS : waitMillis);
            System.arraycopy(datagram, 0, buffer, offset, datagram.length);
            return datagram.length == 0 ? -1 : datagram.length;
        }

        @Override
        public void send(byte[] buffer, int offset, int length) throws IOException {
            ScriptedBrowser.this.send(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public int getReceiveLimit() {
            return 2048;
        }

        @Override
        public int getSendLimit() {
            return 1200;
        }

        @Override
        public void close() {}
    }
}
