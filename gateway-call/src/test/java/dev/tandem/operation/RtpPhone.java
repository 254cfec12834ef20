package dev.tandem.operation;

import dev.tandem.media.codec.Pcmu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A telephone that says a tone without end, 20 ms a packet, and keeps every packet it is sent. PCMU over loopback. */
final class RtpPhone implements AutoCloseable {

    static final int FRAME = 160;
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int HEADER_OCTETS = 12;

    private final DatagramSocket socket;
    private final int hertz;
    private final int ssrc;
    private final List<Received> received = new ArrayList<>();
    private volatile InetSocketAddress peer;
    private volatile boolean open = true;
    private volatile long mostLateNanos;

    /** A packet: its numbers, and how loud its 20 ms are at their loudest. */
    record Received(int ssrc, int sequence, int timestamp, int peak) {}

    RtpPhone(int hertz) {
        this.hertz = hertz;
        ssrc = hertz * 7919;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(200);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        new Thread(this::hear, "phone-hears").start();
    }

    /** Its description, as an offer or an answer. */
    String sdp() {
        return """
                v=0\r
                o=- 1 1 IN IP4 127.0.0.1\r
                s=-\r
                c=IN IP4 127.0.0.1\r
                t=0 0\r
                m=audio %d RTP/AVP 0\r
                a=rtpmap:0 PCMU/8000\r
                a=ptime:20\r
                """.formatted(socket.getLocalPort());
    }

    /** Talks to whom the other side's description names. */
    void talkTo(String sdp) {
        int at = sdp.indexOf("m=audio ") + "m=audio ".length();
        int port = Integer.parseInt(sdp.substring(at, sdp.indexOf(' ', at)));
        peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        new Thread(this::talk, "phone-talks").start();
    }

    private void talk() {
        long due = System.nanoTime();
        for (int frame = 0; open; frame++) {
            send(frame);
            due += FRAME_NANOS;
            LockSupport.parkNanos(due - System.nanoTime());
            mostLateNanos = Math.max(mostLateNanos, System.nanoTime() - due);
        }
    }

    private void send(int frame) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER_OCTETS + FRAME);
        packet.put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) frame)
                .putInt(frame * FRAME)
                .putInt(ssrc);
        for (int i = 0; i < FRAME; i++) {
            double angle = 2 * Math.PI * hertz * (frame * (long) FRAME + i) / 8_000;
            packet.put(Pcmu.compress((short) (8_000 * Math.sin(angle))));
        }
        try {
            socket.send(new DatagramPacket(packet.array(), packet.capacity(), peer));
        } catch (IOException closed) {
            open = false;
        }
    }

    private void hear() {
        byte[] octets = new byte[2_000];
        while (open) {
            DatagramPacket packet = new DatagramPacket(octets, octets.length);
            try {
                socket.receive(packet);
                take(ByteBuffer.wrap(octets, 0, packet.getLength()));
            } catch (SocketTimeoutException quiet) {
                // Asked again while it is open.
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void take(ByteBuffer packet) {
        boolean voice = packet.remaining() == HEADER_OCTETS + FRAME && (packet.get(1) & 0x7F) == 0;
        if (voice) {
            int peak = 0;
            for (int i = HEADER_OCTETS; i < packet.limit(); i++) {
                peak = Math.max(peak, Math.abs(Pcmu.expand(packet.get(i))));
            }
            synchronized (received) {
                received.add(new Received(packet.getInt(8), packet.getShort(2) & 0xFFFF, packet.getInt(4), peak));
            }
        }
    }

    /** The longest it was kept from sending, in packets of 20 ms: that long the machine stood still. */
    int packetsLate() {
        return (int) ((mostLateNanos + FRAME_NANOS - 1) / FRAME_NANOS);
    }

    List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    @Override
    public void close() {
        open = false;
        socket.close();
    }
}
