package dev.tandem.bench.media;

import dev.tandem.media.srtp.OutboundSrtp;
import dev.tandem.media.srtp.SrtpKeys;
import dev.tandem.media.srtp.SrtpProfile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/** One far end of a call: says its loop of frames, and notes what comes back and when. One thread at a time. */
final class PeerStream {
    static final long FRAME_NANOS = 20_000_000L;
    static final String UFRAG = "peer";
    private static final int HEADER_OCTETS = 12;
    private static final int DATAGRAM_OCTETS_MAX = 2_048;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int FRAMES_BETWEEN_CHECKS = 125;

    private final PeerFormat format;
    private final DatagramChannel channel;
    private final Arrivals arrivals;
    private final int ssrc;
    private final ByteBuffer out = ByteBuffer.allocate(DATAGRAM_OCTETS_MAX);
    private final ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM_OCTETS_MAX);
    private byte[] check = {};
    private @Nullable OutboundSrtp protection;
    private int frame;
    private int sent;

    PeerStream(PeerFormat format, int index, Arrivals arrivals) throws IOException {
        this.format = format;
        this.arrivals = arrivals;
        ssrc = index + 1;
        // Not all say the same word at once.
        frame = index * 37 % format.frames().size();
        channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    DatagramChannel channel() {
        return channel;
    }

    /** From now on it talks to that port of the gateway. */
    void connect(int port) throws IOException {
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Checks the path and shakes hands as a browser does; blocks. */
    void secure(BrowserIdentity identity, SrtpProfile profile, String ufrag, String password) throws IOException {
        check = BrowserCheck.octets(ufrag, UFRAG, password);
        channel.write(ByteBuffer.wrap(check));
        SrtpKeys keys = BrowserHandshake.keys(identity, profile, new OverChannel());
        protection = OutboundSrtp.client(keys);
    }

    /** Sends the next frame. */
    void say(long nowNanos) throws IOException {
        byte[] payload = format.frames().get(frame++ % format.frames().size());
        out.clear();
        out.put((byte) 0x80).put((byte) format.payloadType());
        out.putShort((short) ++sent).putInt(sent * format.frameTicks()).putInt(ssrc);
        out.put(payload);
        if (format.tagged()) {
            out.putLong(HEADER_OCTETS, nowNanos);
        }
        out.flip();
        if (protection != null) {
            protection.protectRtp(out);
        }
        channel.write(out);
        if (check.length > 0 && sent % FRAMES_BETWEEN_CHECKS == 0) {
            channel.write(ByteBuffer.wrap(check));
        }
    }

    /** Takes one datagram, if there is one. */
    void hear(long nowNanos) throws IOException {
        if (channel.read(in.clear()) < HEADER_OCTETS || (in.get(0) & 0xC0) != 0x80) {
            return;
        }
        int payloadType = in.get(1) & 0xFF;
        if (payloadType >= 192 && payloadType <= 223) {
            return;
        }
        boolean readable = format.tagged() && protection == null;
        arrivals.packet(in.getShort(2) & 0xFFFF, readable ? in.getLong(HEADER_OCTETS) : 0, nowNanos);
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** DTLS over the stream's own channel, while it still blocks. */
    private final class OverChannel implements DatagramTransport {

        @Override
        public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
            channel.socket().setSoTimeout(waitMillis == 0 ? PATIENCE_MILLIS : waitMillis);
            java.net.DatagramPacket packet = new java.net.DatagramPacket(buffer, offset, length);
            try {
                do {
                    packet.setData(buffer, offset, length);
                    channel.socket().receive(packet);
                } while (buffer[offset] < 20 || buffer[offset] > 63);
                return packet.getLength();
            } catch (SocketTimeoutException nothing) {
                return -1;
            } catch (InterruptedIOException interrupted) {
                throw interrupted;
            }
        }

        @Override
        public void send(byte[] buffer, int offset, int length) throws IOException {
            channel.write(ByteBuffer.wrap(buffer, offset, length));
        }

        @Override
        public int getReceiveLimit() {
            return DATAGRAM_OCTETS_MAX;
        }

        @Override
        public int getSendLimit() {
            return 1_200;
        }

        @Override
        public void close() {
            // The stream goes on.
        }
    }
}
