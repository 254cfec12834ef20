package dev.tandem.bench.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One end of a call's media: a packet of PCMU every 20 ms out, everything in counted. Owned by {@link FarEnds}' thread. */
final class FarEnd implements AutoCloseable {
    private static final int FRAME_OCTETS = 160;
    private static final int HEADER_OCTETS = 12;

    private final DatagramChannel channel;
    private final Reception reception = new Reception();
    private final ByteBuffer in = ByteBuffer.allocateDirect(2_048);
    private final ByteBuffer out = ByteBuffer.allocateDirect(HEADER_OCTETS + FRAME_OCTETS);
    private final int ssrc = ThreadLocalRandom.current().nextInt();
    private int sequence;
    private volatile @Nullable InetSocketAddress gateway;

    FarEnd(String address) throws IOException {
        channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        channel.configureBlocking(false);
        byte[] quiet = new byte[FRAME_OCTETS];
        Arrays.fill(quiet, (byte) 0x55);
        out.position(HEADER_OCTETS);
        out.put(quiet);
    }

    DatagramChannel channel() {
        return channel;
    }

    Reception reception() {
        return reception;
    }

    /** PCMU to this end, under this address, which behind a NAT is not the one its packets come from. */
    String description(String address) {
        return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\nm=audio "
                + channel.socket().getLocalPort() + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n";
    }

    void talkTo(InetSocketAddress address) {
        gateway = address;
    }

    /** Where the gateway wants it, 0 before that is known. */
    int gatewayPort() {
        InetSocketAddress to = gateway;
        return to == null ? 0 : to.getPort();
    }

    void send() {
        InetSocketAddress to = gateway;
        if (to == null) {
            return;
        }
        out.clear();
        out.put(0, (byte) 0x80).put(1, (byte) 0).putShort(2, (short) sequence);
        out.putInt(4, sequence * FRAME_OCTETS).putInt(8, ssrc);
        sequence++;
        try {
            channel.send(out, to);
        } catch (IOException unreachable) {
            // Then nobody hears it, and that is counted at the other end.
        }
        reception.sent();
    }

    void receive() {
        try {
            while (channel.receive(in.clear()) != null) {
                // RTCP beside it is nobody's voice (RFC 5761, section 4).
                if (in.position() > HEADER_OCTETS && (in.get(1) & 0x7F) == 0) {
                    reception.received(System.nanoTime());
                }
            }
        } catch (IOException unreachable) {
            // An ICMP from a gateway that is gone.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
