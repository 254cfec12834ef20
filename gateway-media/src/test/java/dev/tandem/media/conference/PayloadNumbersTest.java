package dev.tandem.media.conference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.Correlation;
import dev.tandem.media.Signals;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.conference.RoomWorld.Phone;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.offeranswer.Stream.Events;
import dev.tandem.media.offeranswer.Stream.Format;
import dev.tandem.media.offeranswer.Stream.PayloadTypes;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.sdp.Direction;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What a peer may send when more than one codec was agreed on, and under which numbers. In memory, manual clock. */
class PayloadNumbersTest {
    private static final int SECOND = 8_000;
    private static final IntToDoubleFunction LEFT = Signals.voice(110);
    private static final IntToDoubleFunction RIGHT = Signals.voice(173);
    private static final Format PCMU = format(CodecName.PCMU, 0, 0);
    private static final Format PCMA = format(CodecName.PCMA, 8, 8);
    private static final Format OPUS = format(CodecName.OPUS, 111, 111);
    private static final Events EVENTS = new Events(new PayloadTypes(101, 101), 8_000);

    private final MediaWorld world = new MediaWorld(CodecName.PCMU, CodecName.PCMU, LossyLink.perfect());

    private static Format format(CodecName codec, int theirs, int ours) {
        return new Format(codec, new PayloadTypes(theirs, ours));
    }

    private static Stream stream(Events events, Format... codecs) {
        Stream one = MediaWorld.agreed(CodecName.PCMU, Direction.SENDRECV);
        return new Stream(
                one.kind(),
                one.remoteDirection(),
                List.of(codecs),
                List.of(events),
                one.packetMillis(),
                one.transport());
    }

    /** What the left phone speaks from now on, whatever it said it would speak first. */
    private void leftSpeaks(Format codec) {
        world.left.media.configure(stream(EVENTS, codec), world.nowNanos);
    }

    private void talk(int millis) {
        world.left.says = LEFT;
        world.right.says = RIGHT;
        world.run(millis);
    }

    private void expectHeardFrom(int sample) {
        assertThat(Correlation.median(world.right.heard, sample, LEFT)).isGreaterThan(0.85);
    }

    @Test
    void aPeerThatNamedTwoCodecsIsHeardWhicheverItSendsAndWhenItChanges() {
        world.leftLeg.configure(stream(EVENTS, PCMU, PCMA), world.nowNanos);
        leftSpeaks(PCMA);
        talk(3_000);
        expectHeardFrom(SECOND);
        assertThat(world.call.describe())
                .as("it is sent what it named first")
                .isEqualTo("PCMA(8000) -> jitter buffer -> PCMU(8000) | PCMU -> relay -> PCMU");

        leftSpeaks(PCMU);
        talk(3_000);
        expectHeardFrom(4 * SECOND);
        assertThat(world.call.describe()).startsWith("PCMU -> relay -> PCMU");
        assertThat(world.leftLeg.tally().droppedPackets()).isZero();
        assertThat(world.leftLeg.tally().lost()).isZero();
        assertThat(world.right.media.tally().lost()).as("no number was skipped").isZero();
    }

    @Test
    void codecsOfOtherClocksAreFollowedToo() {
        world.leftLeg.configure(stream(EVENTS, OPUS, PCMU), world.nowNanos);
        talk(2_500);
        expectHeardFrom(SECOND);
        assertThat(world.leftLeg.tally().jitterMillis()).isLessThan(20);

        leftSpeaks(OPUS);
        talk(3_000);
        expectHeardFrom(4 * SECOND);
        assertThat(world.leftLeg.tally().jitterMillis()).isLessThan(20);
    }

    @Test
    void whatNobodyAgreedOnIsDroppedAndCountedAndNotTakenForALoss() {
        world.leftLeg.configure(stream(EVENTS, PCMU), world.nowNanos);
        talk(500);
        int heard = world.right.heardSamples;
        leftSpeaks(PCMA);
        talk(1_000);
        assertThat(world.leftLeg.tally().droppedPackets()).isBetween(48L, 52L);
        assertThat(world.leftLeg.tally().lost()).isZero();
        for (int i = heard + SECOND / 2; i < world.right.heardSamples; i++) {
            assertThat((int) world.right.heard[i]).isBetween(-10, 10);
        }
    }

    @Test
    void theNumbersThePeerToldUsToSendByAreUnderstoodWhereTheyMeanNothingElse() {
        Events theirs = new Events(new PayloadTypes(96, 101), 8_000);
        world.leftLeg.configure(stream(theirs, format(CodecName.PCMU, 97, 0)), world.nowNanos);
        world.left.media.configure(
                stream(new Events(new PayloadTypes(96, 96), 8_000), format(CodecName.PCMU, 97, 97)), world.nowNanos);
        talk(2_500);
        world.left.pressing = '7';
        talk(500);
        leftSpeaks(PCMU);
        world.left.pressing = '8';
        talk(500);
        assertThat(world.right.digits).hasToString("78");
        assertThat(world.leftHeard.digits).hasToString("78");
        expectHeardFrom(SECOND);
        assertThat(world.leftLeg.tally().droppedPackets()).isZero();
    }

    @Test
    void ourOwnNumberStandsWhereThePeersMeansSomethingElse() {
        PayloadMap map = new PayloadMap();
        map.follow(stream(new Events(new PayloadTypes(8, 101), 8_000), format(CodecName.PCMU, 101, 0), PCMA));

        assertThat(map.codec(8)).isEqualTo(CodecName.PCMA);
        assertThat(map.eventClockRateHz(8)).isZero();
        assertThat(map.eventClockRateHz(101)).isEqualTo(8_000);
        assertThat(map.codec(101)).isNull();
        map.follow(stream(EVENTS, PCMU));
        assertThat(map.codec(8)).as("no longer agreed on").isNull();
    }

    @Test
    void aStragglerOfTheCodecBeforeTurnsNothingBack() {
        world.leftLeg.configure(stream(EVENTS, PCMU, PCMA), world.nowNanos);
        send(0, 10);
        send(8, 12);
        String turned = world.call.describe();
        assertThat(turned).startsWith("PCMA(8000)");

        world.nowNanos += 500 * MediaWorld.MILLI;
        send(0, 11);
        assertThat(world.call.describe()).isEqualTo(turned);
        assertThat(world.leftLeg.tally().droppedPackets()).isEqualTo(1);
        send(0, 13);
        assertThat(world.call.describe()).startsWith("PCMU -> relay");
    }

    @Test
    void aPeerThatTakesTurnsWithEveryPacketIsFollowedTenTimesASecondAtMost() {
        Following following = new Following();
        world.leftLeg.configure(stream(EVENTS, PCMU, PCMA), world.nowNanos);
        world.leftLeg.attach(following);
        for (int packet = 0; packet < 500; packet++) {
            world.nowNanos += 20 * MediaWorld.MILLI;
            send(packet % 2 == 0 ? 8 : 0, packet);
        }
        assertThat(following.times).isBetween(50, 101);
        assertThat(world.leftLeg.tally().droppedPackets()).isBetween(100L, 300L);
        assertThat(world.leftLeg.tally().packetsIn() + world.leftLeg.tally().droppedPackets())
                .isEqualTo(500);
    }

    private void send(int payloadType, int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER_OCTETS + 160);
        RtpPacket.writeHeader(packet, payloadType, false, sequence, sequence * 160, 0x5555_0005);
        world.leftLeg.rtp(packet.clear(), world.nowNanos);
    }

    @Test
    void tonesAreHeardInWhicheverCodecComes() {
        world.leftLeg.digitsBy(DigitTransport.INBAND);
        world.left.media.digitsBy(DigitTransport.INBAND);
        world.leftLeg.configure(stream(EVENTS, OPUS, PCMA), world.nowNanos);
        leftSpeaks(PCMA);
        world.run(500);
        world.left.pressing = '5';
        world.run(600);
        assertThat(world.leftHeard.digits).hasToString("5");
    }

    @Test
    void aMemberOfAConferenceMayTurnToItsOtherCodecToo() {
        RoomWorld room = new RoomWorld();
        Phone alice = room.phone(CodecName.PCMU);
        Phone bob = room.phone(CodecName.PCMU);
        alice.agree(CodecName.PCMA);
        alice.leg.configure(stream(EVENTS, PCMU, PCMA), room.nowNanos);
        alice.says = LEFT;
        room.run(3_000);
        assertThat(Correlation.median(bob.heard, SECOND, LEFT)).isGreaterThan(0.98);
    }

    /** Counts how often a leg turns. */
    private static final class Following implements Attachment {
        int times;

        @Override
        public void reconsider(long nowNanos) {
            times++;
        }

        @Override
        public void close() {
            // Nothing to let go.
        }
    }
}
