package dev.tandem.media.conference;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.rtcp.NtpClock;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.sdp.Direction;
import java.nio.ByteBuffer;

/** Packets as bad as they can be (RFC 3550, section 5; RFC 4733; RFC 8285), one after the other, into a leg that is heard. */
class RtpFuzzTest {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final CodecName[] CODECS = {CodecName.PCMU, CodecName.PCMA, CodecName.G722, CodecName.L16_8000};
    private static final int EXTENSIONS = 15;

    /** Longer stories are slower, not stranger. */
    private static final int PACKETS_MAX = 12;

    /** The first octet chooses the codec; then each packet follows an octet that says how long it is. */
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void noSequenceOfPacketsThrows(byte[] octets) {
        if (octets.length == 0) {
            return;
        }
        CodecName codec = CODECS[octets[0] & 3];
        Tally tally = new Tally(new Tally.Sums());
        NtpClock clock = new NtpClock(1_700_000_000_000L, 0);
        LegMedia leg = new LegMedia(LossyLink.perfect(), 7, tally, new MediaWorld.Heard(), clock);
        leg.configure(MediaWorld.agreed(codec, Direction.SENDRECV), FRAME_NANOS);
        try (Playout playout = new Playout(codec, codec.sampleRateHz(0))) {
            leg.in().to(new PlayoutFeed(playout, tally));
            hear(octets, leg, playout);
        } finally {
            leg.close();
        }
    }

    private static void hear(byte[] octets, LegMedia leg, Playout playout) {
        short[] frame = new short[CodecName.frameSamples(playout.sampleRateHz())];
        int at = 1;
        for (int packet = 1; packet <= PACKETS_MAX && at < octets.length; packet++) {
            long nowNanos = packet * FRAME_NANOS;
            int length = Math.min(octets[at++] & 0xFF, octets.length - at);
            ByteBuffer datagram = ByteBuffer.wrap(octets, at, length).slice();
            look(datagram);
            leg.rtp(datagram, nowNanos);
            leg.tick(nowNanos);
            playout.read(frame);
            at += length;
        }
    }

    private static void look(ByteBuffer datagram) {
        RtpPacket packet = new RtpPacket();
        if (packet.wrap(datagram)) {
            for (int extension = 0; extension < EXTENSIONS; extension++) {
                packet.audioLevel(extension);
            }
            packet.copyPayload(new byte[packet.payloadLength()]);
        }
    }
}
