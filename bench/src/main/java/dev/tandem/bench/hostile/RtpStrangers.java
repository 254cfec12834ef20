package dev.tandem.bench.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Audio of strangers: half of it to the two ports of the call that is up, half to all ports a call may get, so that some is
 * there before a new call's first packet. Every tenth datagram is a forged RTCP BYE (RFC 3550, section 6.6).
 */
record RtpStrangers(int perSecond) implements Onslaught {
    private static final int STRANGERS = 20;
    private static final int RTP_OCTETS = 172;
    private static final int BYE = 203;

    @Override
    public String press(Target target, long untilNanos) throws IOException {
        ByteBuffer rtp = ByteBuffer.allocateDirect(RTP_OCTETS);
        ByteBuffer bye = ByteBuffer.allocateDirect(8);
        bye.put(0, (byte) 0x81).put(1, (byte) BYE).putShort(2, (short) 1);
        InetSocketAddress[] all = addresses(target);
        InetSocketAddress[] call = {target.address(target.callPort()), target.address(target.otherCallPort())};
        try (Datagrams datagrams = new Datagrams(STRANGERS, perSecond)) {
            return "RTP "
                    + datagrams.send(
                            number -> number % 10 == 9
                                    ? bye.putInt(4, (int) number).rewind()
                                    : audio(rtp, number),
                            number -> number / 2 % 2 == 0
                                    ? call[(int) (number % 2)]
                                    : all[(int) (number / 4 % all.length)],
                            untilNanos);
        }
    }

    /** A stream a stranger, in order, as a telephone would send it. */
    private static ByteBuffer audio(ByteBuffer rtp, long number) {
        int sequence = (int) (number / STRANGERS);
        rtp.put(0, (byte) 0x80).put(1, (byte) 0).putShort(2, (short) sequence);
        rtp.putInt(4, sequence * 160).putInt(8, (int) (0x5AFE0000 + number % STRANGERS));
        return rtp.rewind();
    }

    private static InetSocketAddress[] addresses(Target target) {
        Ports ports = target.ports();
        InetSocketAddress[] all = new InetSocketAddress[ports.rtpLast() - ports.rtpFirst() + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = target.address(ports.rtpFirst() + i);
        }
        return all;
    }
}
