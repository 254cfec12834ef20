package dev.tandem.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.rtp.Packets;
import dev.tandem.media.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private static final long FRAME_NANOS = 20_000_000L;

    private final List<String> heard = new ArrayList<>();
    private final DigitReceiver receiver = new DigitReceiver(new DigitReceiver.Listener() {
        @Override
        public void pressed(char digit) {
            heard.add("+" + digit);
        }

        @Override
        public void released(char digit, int durationMillis) {
            heard.add("-" + digit + durationMillis);
        }
    });
    private final DigitSender sender = new DigitSender();
    private long now;
    private int sequence;

    private RtpPacket event(int timestamp, int event, boolean end, int duration) {
        return event(false, timestamp, event, end, duration);
    }

    private RtpPacket event(boolean marker, int timestamp, int event, boolean end, int duration) {
        return Packets.of(
                101,
                marker,
                ++sequence,
                timestamp,
                7,
                (byte) event,
                (byte) (end ? 0x8A : 0x0A),
                (byte) (duration >> 8),
                (byte) duration);
    }

    private void hear(RtpPacket packet) {
        now += FRAME_NANOS;
        assertThat(receiver.packet(packet, 8_000, now)).isTrue();
    }

    @Test
    void anEventIsOneDigitHoweverOftenItIsSaid() {
        hear(event(1_000, 5, false, 160));
        hear(event(1_000, 5, false, 320));
        for (int i = 0; i < 3; i++) {
            hear(event(1_000, 5, true, 480));
        }
        assertThat(heard).containsExactly("+5", "-560");
    }

    @Test
    void threeMarkedEndsAreOneDigitThatWasOverBeforeAnythingWasSent() {
        for (int i = 0; i < 3; i++) {
            hear(event(true, 1_000, 5, true, 480));
        }
        assertThat(heard).containsExactly("+5", "-560");
    }

    @Test
    void lostEndsEndTheDigitAllTheSame() {
        hear(event(1_000, 1, false, 800));
        now += 15 * FRAME_NANOS;
        receiver.tick(now);
        receiver.tick(now);
        hear(event(9_000, 2, false, 160));
        hear(event(12_000, 3, true, 640));

        assertThat(heard).containsExactly("+1", "-1100", "+2", "-220", "+3", "-380");
    }

    @Test
    void aRepeatThatWasOvertakenIsNoNewDigit() {
        hear(event(1_000, 1, true, 800));
        RtpPacket late = event(1_000, 1, true, 800);
        hear(event(9_000, 2, true, 800));
        hear(late);
        assertThat(heard).containsExactly("+1", "-1100", "+2", "-2100");
    }

    @Test
    void aNewSourceMayCountItsTimestampsFromAnywhere() {
        hear(event(50_000, 1, true, 800));
        RtpPacket other = Packets.of(101, true, 1, 400, 8, (byte) 2, (byte) 0x8A, (byte) 3, (byte) 32);
        hear(other);
        assertThat(heard).containsExactly("+1", "-1100", "+2", "-2100");
    }

    @Test
    void aLongDigitGoesOnInSegmentsAndIsStillOne() {
        sender.press('7', 3_000);
        byte[] payload = new byte[DtmfDigits.PAYLOAD_OCTETS];
        int timestamp = 1_000;
        int segments = 0;
        while (sender.advance()) {
            int moved = sender.segment(48_000);
            timestamp += moved;
            segments += moved > 0 ? 1 : 0;
            sender.write(payload, 48_000);
            now += FRAME_NANOS;
            receiver.packet(Packets.of(101, sender.first(), ++sequence, timestamp, 7, payload), 48_000, now);
        }
        assertThat(segments).isEqualTo(2);
        assertThat(heard).containsExactly("+7", "-73000");
    }

    /** A press as most say it: a marker, durations that grow, and its end three times. */
    private void press(int timestamp, int digit) {
        hear(event(true, timestamp, digit, false, 160));
        hear(event(timestamp, digit, false, 320));
        for (int i = 0; i < 3; i++) {
            hear(event(timestamp, digit, true, 480));
        }
    }

    @Test
    void differentKeysAreDifferentDigitsThoughTheTimestampStandsStill() {
        press(1_000, 1);
        press(1_000, 2);
        press(1_000, 3);
        assertThat(heard).containsExactly("+1", "-160", "+2", "-260", "+3", "-360");
    }

    @Test
    void theSameKeyAgainIsAnotherDigitThoughTheTimestampStandsStill() {
        press(0x3200, 6);
        press(0x3200, 6);
        hear(event(true, 0x3200, 6, true, 480));
        hear(event(0x3200, 6, true, 480));
        assertThat(heard).containsExactly("+6", "-660", "+6", "-660", "+6", "-660");
    }

    @Test
    void aKeyThatFallsBackWithoutAnEndIsPressedAgain() {
        hear(event(1_000, 4, false, 160));
        hear(event(1_000, 4, false, 640));
        hear(event(1_000, 4, false, 160));
        hear(event(1_000, 4, true, 320));
        assertThat(heard).containsExactly("+4", "-480", "+4", "-440");
    }

    @Test
    void oneKeyIsOneDigitThoughEachPacketHasATimestampOfItsOwn() {
        for (int press = 0; press < 2; press++) {
            int from = 1_000 + press * 8_000;
            hear(event(true, from, 2, false, 160));
            for (int i = 1; i < 8; i++) {
                hear(event(from + 160 * i, 2, false, 160 * (i + 1)));
            }
            for (int i = 8; i < 11; i++) {
                hear(event(from + 160 * i, 2, true, 1_440));
            }
            now += 10 * FRAME_NANOS;
        }
        assertThat(heard).containsExactly("+2", "-2180", "+2", "-2180");
    }

    @Test
    void aFastKeyWhoseBeginningWasLostIsAnotherDigit() {
        press(1_000, 5);
        hear(event(1_640, 5, true, 480));
        hear(event(1_640, 5, true, 480));
        assertThat(heard).containsExactly("+5", "-560", "+5", "-560");
    }

    @Test
    void packetsThatTheNetworkDoublesAreNoDigits() {
        RtpPacket first = event(true, 1_000, 9, false, 160);
        hear(first);
        hear(first);
        RtpPacket last = event(1_000, 9, true, 480);
        hear(last);
        hear(last);
        assertThat(heard).containsExactly("+9", "-960");
    }

    @Test
    void whatIsNoDigitIsRefused() {
        assertThat(receiver.packet(event(1, 16, false, 1), 8_000, now)).isFalse();
        assertThat(receiver.packet(Packets.of(101, false, 1, 1, 1, (byte) 1), 8_000, now))
                .isFalse();
    }

    @Test
    void aDigitIsSaidEveryTwentyMillisecondsAndItsEndThreeTimes() {
        sender.press('5', 100);

        List<String> said = new ArrayList<>();
        byte[] payload = new byte[DtmfDigits.PAYLOAD_OCTETS];
        for (int frame = 0; frame < 20; frame++) {
            if (sender.advance()) {
                sender.write(payload, 48_000);
                int duration = ((payload[2] & 0xFF) << 8) | (payload[3] & 0xFF);
                said.add(payload[0] + (sender.first() ? "!" : "") + (payload[1] < 0 ? "E" : "") + duration);
            }
        }
        assertThat(said).containsExactly("5!960", "51920", "52880", "53840", "54800", "5E4800", "5E4800", "5E4800");
    }

    @Test
    void aHeldDigitLastsUntilItIsReleasedAndTheQueueIsBounded() {
        sender.press('1');
        for (int frame = 0; frame < 50; frame++) {
            assertThat(sender.advance()).isTrue();
        }
        sender.release(1_000);
        int more = 0;
        while (sender.advance()) {
            more++;
        }
        assertThat(more).isEqualTo(3);
        for (int i = 0; i < DigitSender.QUEUE_MAX + 5; i++) {
            sender.press('2', 100);
        }
        sender.press('x', 100);
        assertThat(sender.dropped()).isGreaterThanOrEqualTo(6);
    }
}
