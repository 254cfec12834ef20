package dev.tandem.media.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.LegKind;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.RecordedParty;
import dev.tandem.media.SdpOutcome.Agreed;
import dev.tandem.media.Signals;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.media.rtp.RtpPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who hears and who is heard on a leg's port, with sockets on several addresses of the loopback network. */
class StrangersAtThePortTest {
    private static final Pattern PORT = Pattern.compile("m=audio ([0-9]+)");
    private static final int PACKETS_OF_A_SECOND = 50;

    private final MediaEngine engine = new MediaEngine(
            new MediaSettings(InetAddress.getLoopbackAddress(), Optional.empty(), 23_000, 23_098, 0, 1));
    private MediaLeg leg;
    private InetSocketAddress gateway;

    @BeforeEach
    void start() {
        engine.start();
        leg = engine.leg(LegKind.RTP, event -> {});
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    /** Somebody somewhere. */
    private static DatagramSocket at(String host) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(host));
        socket.setSoTimeout(500);
        return socket;
    }

    private void answer(String host, int port) {
        String offer = "v=0\r\no=- 1 1 IN IP4 %1$s\r\ns=-\r\nc=IN IP4 %1$s\r\nt=0 0\r\nm=audio %2$d RTP/AVP 0\r\n"
                .formatted(host, port);
        Agreed agreed = (Agreed) leg.answer(offer, List.of(CodecName.PCMU));
        Matcher ours = PORT.matcher(agreed.sdp());
        assertThat(ours.find()).isTrue();
        gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(ours.group(1)));
        engine.attach(leg, new RecordedParty(Signals.voice(110), 80_000));
    }

    private void say(DatagramSocket from, int packets, int ssrc) throws IOException {
        say(from, 0, packets, ssrc);
    }

    private void say(DatagramSocket from, int first, int packets, int ssrc) throws IOException {
        for (int sequence = first; sequence < first + packets; sequence++) {
            ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER_OCTETS + 160);
            RtpPacket.writeHeader(packet, 0, false, sequence, sequence * 160, ssrc);
            from.send(new DatagramPacket(packet.array(), packet.capacity(), gateway));
        }
    }

    /** How many packets come until there are enough, or none for half a second. */
    private static int heard(DatagramSocket at, int enough) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        int packets = 0;
        try {
            while (packets < enough) {
                at.receive(packet);
                packets++;
            }
        } catch (SocketTimeoutException silence) {
            return packets;
        }
        return packets;
    }

    @Test
    void aStrangerWhoSpeaksFirstDoesNotCaptureAPhoneWithAPrivateAddress() throws IOException {
        try (DatagramSocket phone = at("127.0.0.6");
                DatagramSocket stranger = at("127.0.0.9")) {
            leg.signalledFrom(phone.getLocalAddress());
            leg.confirmed();
            answer("10.1.2.3", 4_000);
            say(stranger, 5, 666);
            assertThat(heard(stranger, 1)).isZero();
            say(phone, 1, 1_234);

            assertThat(heard(phone, PACKETS_OF_A_SECOND)).isEqualTo(PACKETS_OF_A_SECOND);
            assertThat(heard(stranger, 1)).isZero();
        }
    }

    @Test
    void whoIsNamedByAForgedInviteThatNobodyAcknowledgesHearsHalfASecond() throws IOException {
        try (DatagramSocket victim = at("127.0.0.99")) {
            leg.signalledFrom(InetAddress.getByName("127.0.0.2"));
            answer("127.0.0.99", victim.getLocalPort());
            assertThat(heard(victim, 100)).isEqualTo(25);

            leg.confirmed();
            assertThat(heard(victim, PACKETS_OF_A_SECOND)).as("acknowledged").isEqualTo(PACKETS_OF_A_SECOND);
        }
    }

    @Test
    void aFloodOfStrangersPushesNoPacketOfThePhoneOut() throws IOException {
        try (DatagramSocket phone = at("127.0.0.6");
                DatagramSocket stranger = at("127.0.0.9")) {
            leg.signalledFrom(phone.getLocalAddress());
            leg.confirmed();
            answer("127.0.0.6", phone.getLocalPort());
            long start = System.nanoTime();
            for (int sequence = 0; sequence < PACKETS_OF_A_SECOND; sequence++) {
                // 2,500 packets a second, of which as many as fit the kernel's buffer come at once.
                say(stranger, 50 * sequence, 50, 666);
                say(phone, sequence, 1, 1_234);
                LockSupport.parkNanos(start + (sequence + 1) * 20_000_000L - System.nanoTime());
            }
            assertThat(heard(phone, PACKETS_OF_A_SECOND)).isEqualTo(PACKETS_OF_A_SECOND);
            assertThat(leg.stats().packetsIn()).isGreaterThan(PACKETS_OF_A_SECOND * 9 / 10);
        }
    }

    @Test
    void aPhoneThatMovesToAnotherPortIsHeardAndSpokenToThereAndNobodyElseIs() throws IOException {
        try (DatagramSocket before = at("127.0.0.6");
                DatagramSocket after = at("127.0.0.6");
                DatagramSocket stranger = at("127.0.0.9")) {
            leg.signalledFrom(before.getLocalAddress());
            leg.confirmed();
            answer("10.1.2.3", 4_000);
            assertThat(heard(stranger, 1)).isZero();
            say(before, 0, 10, 1_234);
            assertThat(heard(before, 10)).isEqualTo(10);
            say(after, 10, 5, 1_234);
            assertThat(heard(after, 1)).as("while the old port may still speak").isZero();

            long until = System.nanoTime() + 2_000_000_000L;
            while (System.nanoTime() < until) {
                heard(before, 5);
            }
            say(stranger, 100, 5, 1_234);
            say(after, 100, 5, 666);
            assertThat(heard(after, 1)).as("another stream").isZero();
            say(after, 100, 5, 1_234);
            assertThat(heard(after, PACKETS_OF_A_SECOND)).isEqualTo(PACKETS_OF_A_SECOND);
            assertThat(heard(stranger, 1)).isZero();
        }
    }

    @Test
    void earlyMediaGoesOnForWhoHasSpoken() throws IOException {
        try (DatagramSocket caller = at("127.0.0.2")) {
            answer("127.0.0.2", caller.getLocalPort());
            assertThat(heard(caller, 1)).isEqualTo(1);
            say(caller, 1, 77);
            assertThat(heard(caller, 2 * PACKETS_OF_A_SECOND)).isEqualTo(2 * PACKETS_OF_A_SECOND);
        }
    }
}
