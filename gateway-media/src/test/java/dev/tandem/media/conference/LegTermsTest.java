package dev.tandem.media.conference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.Correlation;
import dev.tandem.media.Signals;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.offeranswer.Sdes;
import dev.tandem.media.offeranswer.SdesFixtures;
import dev.tandem.media.offeranswer.SrtpPolicy;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.sdp.Direction;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What trunks ask for beyond a codec: digits by other ways, packets of other lengths, SRTP. In memory, manual clock. */
class LegTermsTest {
    private static final int SECOND = 8_000;
    private static final IntToDoubleFunction LEFT = Signals.voice(110);
    private static final IntToDoubleFunction RIGHT = Signals.voice(173);

    private final MediaWorld world = new MediaWorld(CodecName.PCMU, CodecName.OPUS, LossyLink.perfect());

    private void reconfigure(int packetMillis, Optional<Sdes.Agreed> gateway, Optional<Sdes.Agreed> phone) {
        world.leftLeg.configure(
                MediaWorld.agreed(CodecName.PCMU, Direction.SENDRECV, packetMillis, gateway), world.nowNanos);
        world.left.media.configure(
                MediaWorld.agreed(CodecName.PCMU, Direction.SENDRECV, packetMillis, phone), world.nowNanos);
    }

    private void talk(int millis) {
        world.left.says = LEFT;
        world.right.says = RIGHT;
        world.run(millis);
    }

    @Test
    void digitsAreSaidAndHeardAsTonesWhereTheTrunkWantsThem() {
        world.leftLeg.digitsBy(DigitTransport.INBAND);
        world.left.media.digitsBy(DigitTransport.INBAND);
        world.leftLeg.configure(MediaWorld.agreed(CodecName.PCMA, Direction.SENDRECV), world.nowNanos);
        world.left.media.configure(MediaWorld.agreed(CodecName.PCMA, Direction.SENDRECV), world.nowNanos);
        world.run(500);
        for (char digit : "159#".toCharArray()) {
            world.left.pressing = digit;
            world.run(600);
        }
        for (char digit : "70D".toCharArray()) {
            world.right.pressing = digit;
            world.run(600);
        }
        assertThat(world.right.digits).as("tones became events").hasToString("159#");
        assertThat(world.leftHeard.digits).hasToString("159#");
        assertThat(world.left.digits).as("events became tones").hasToString("70D");
    }

    @Test
    void digitsTowardsWhoHasNoEventsAreSaidAsTonesInWhateverCodecItHas() {
        world.left.media.digitsBy(DigitTransport.INBAND);
        for (CodecName codec : List.of(CodecName.PCMA, CodecName.G722, CodecName.OPUS)) {
            Stream deaf = withoutEvents(MediaWorld.agreed(codec, Direction.SENDRECV));
            world.leftLeg.configure(deaf, world.nowNanos);
            world.left.media.configure(deaf, world.nowNanos);
            world.run(500);
            for (char digit : "42#".toCharArray()) {
                world.right.pressing = digit;
                world.run(600);
            }
        }
        assertThat(world.left.digits).hasToString("42#42#42#");

        world.left.media.digitsBy(DigitTransport.RFC4733);
        world.leftLeg.configure(MediaWorld.agreed(CodecName.PCMU, Direction.SENDRECV), world.nowNanos);
        world.left.media.configure(MediaWorld.agreed(CodecName.PCMU, Direction.SENDRECV), world.nowNanos);
        world.right.pressing = '7';
        world.run(600);
        assertThat(world.left.digits).as("as an event again").hasToString("42#42#42#7");
    }

    private static Stream withoutEvents(Stream stream) {
        return new Stream(
                stream.kind(),
                stream.remoteDirection(),
                stream.codecs(),
                List.of(),
                stream.packetMillis(),
                stream.transport());
    }

    @Test
    void digitsOfALegWithInfoAreToldItsOwnerAndThoseItIsToldOfCross() {
        world.leftLeg.digitsBy(DigitTransport.INFO);
        world.right.pressing = '8';
        world.run(600);
        assertThat(world.leftHeard.said).hasToString("8100 ");
        assertThat(world.left.digits).as("not twice").isEmpty();

        world.leftLeg.digit('3', 160);
        world.leftLeg.digit('x', 160);
        world.run(600);
        assertThat(world.right.digits).hasToString("3");
        assertThat(world.leftHeard.digits).hasToString("3");
    }

    @Test
    void packetsLastAsLongAsThePeerAskedFor() {
        for (int packetMillis : new int[] {10, 30, 40, 60}) {
            reconfigure(packetMillis, Optional.empty(), Optional.empty());
            talk(1_000);
            expectPackets(packetMillis, world.left, RIGHT);
        }
    }

    @Test
    void opusPacketsLastAsLongAsThePeerAskedForToo() {
        for (int packetMillis : new int[] {10, 30, 50, 60, 20}) {
            Stream agreed = MediaWorld.agreed(CodecName.OPUS, Direction.SENDRECV, packetMillis, Optional.empty());
            world.rightLeg.configure(agreed, world.nowNanos);
            world.right.media.configure(agreed, world.nowNanos);
            talk(1_000);
            expectPackets(packetMillis, world.right, LEFT);
        }
    }

    private void expectPackets(int packetMillis, MediaWorld.Phone at, IntToDoubleFunction speech) {
        long before = at.media.tally().packetsIn();
        int heardFrom = at.heardSamples;
        world.run(3_000);
        assertThat(at.media.tally().packetsIn() - before)
                .as("packets of %d ms in three seconds", packetMillis)
                .isBetween(3_000L / packetMillis - 2, 3_000L / packetMillis + 2);
        assertThat(Correlation.median(at.heard, heardFrom, speech))
                .as("packets of %d ms", packetMillis)
                .isGreaterThan(0.85);
    }

    @Test
    void srtpCarriesSpeechAndReportsAndHoldKeepsItsState() {
        SdesFixtures.Pair keys = SdesFixtures.pair(SrtpPolicy.REQUIRED, new SecureRandom());
        reconfigure(20, Optional.of(keys.answerer()), Optional.of(keys.offerer()));
        talk(10_000);
        assertThat(Correlation.median(world.right.heard, SECOND, LEFT)).isGreaterThan(0.85);
        assertThat(Correlation.median(world.left.heard, SECOND, RIGHT)).isGreaterThan(0.85);
        assertThat(world.leftLeg.tally().roundTripMillis())
                .as("reports are understood")
                .isPositive();

        reconfigure(20, Optional.of(keys.answerer()), Optional.of(keys.offerer()));
        long before = world.leftLeg.tally().packetsIn();
        world.run(1_000);
        assertThat(world.leftLeg.tally().packetsIn()).isGreaterThan(before + 45);
        assertThat(world.leftLeg.tally().droppedPackets()).isZero();
    }

    @Test
    void plainPacketsOnASecuredLegAreDroppedAndCounted() {
        SdesFixtures.Pair keys = SdesFixtures.pair(SrtpPolicy.REQUIRED, new SecureRandom());
        reconfigure(20, Optional.of(keys.answerer()), Optional.empty());
        long before = world.leftLeg.tally().packetsIn();
        talk(1_000);
        assertThat(world.leftLeg.tally().packetsIn()).isEqualTo(before);
        assertThat(world.leftLeg.tally().droppedPackets()).isGreaterThan(45);
    }
}
