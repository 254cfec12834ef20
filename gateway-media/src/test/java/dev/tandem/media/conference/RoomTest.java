package dev.tandem.media.conference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tandem.media.Correlation;
import dev.tandem.media.PcmSink;
import dev.tandem.media.PcmSource;
import dev.tandem.media.Signals;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.conference.RoomWorld.Phone;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A conference of telephones, in memory, with a manual clock: every run is the same. */
class RoomTest {
    private static final IntToDoubleFunction ALICE = Signals.voice(110);
    private static final IntToDoubleFunction BOB = Signals.voice(173);
    private final RoomWorld world = new RoomWorld();

    @Test
    void whatOneSaysAllOthersHearInTheirOwnCodecs() {
        Phone alice = world.phone(CodecName.PCMU);
        Phone bob = world.phone(CodecName.PCMA);
        Phone carol = world.phone(CodecName.OPUS);
        alice.says = ALICE;
        world.run(4_000);

        assertThat(world.room.describe()).isEqualTo("mixed at 8000 Hz: PCMU(8000), PCMA(8000), OPUS(8000)");
        assertThat(Correlation.median(bob.heard, 8_000, ALICE)).isGreaterThan(0.98);
        assertThat(Correlation.median(carol.heard, 16_000, Signals.voice(110, 16_000)))
                .isGreaterThan(0.8);
        assertThat(loudest(alice, 8_000)).as("nobody hears themselves").isLessThan(20);
    }

    @Test
    void twoWhoSpeakAtOnceHearEachOtherAloneAndTheThirdHearsBoth() {
        Phone alice = world.phone(CodecName.PCMU);
        Phone bob = world.phone(CodecName.PCMU);
        Phone carol = world.phone(CodecName.PCMU);
        alice.says = ALICE;
        bob.says = BOB;
        world.run(4_000);

        assertThat(Correlation.median(alice.heard, 8_000, BOB)).isGreaterThan(0.98);
        assertThat(Correlation.median(bob.heard, 8_000, ALICE)).isGreaterThan(0.98);
        assertThat(Correlation.median(carol.heard, 8_000, ALICE)).isBetween(0.4, 0.9);
        assertThat(Correlation.median(carol.heard, 8_000, BOB)).isBetween(0.4, 0.9);
    }

    @Test
    void allSilentListenersOfACodecShareOneEncodingAndASpeakerHasItsOwn() {
        Phone alice = world.phone(CodecName.OPUS);
        alice.says = Signals.voice(110, 16_000);
        for (int i = 0; i < 10; i++) {
            world.phone(CodecName.OPUS);
            world.phone(CodecName.PCMU);
        }
        world.run(400);
        long opus =
                world.room.common(new Form(Optional.of(CodecName.OPUS), 16_000)).encodings();
        long pcmu =
                world.room.common(new Form(Optional.of(CodecName.PCMU), 8_000)).encodings();
        world.run(1_000);
        assertThat(world.room
                                .common(new Form(Optional.of(CodecName.OPUS), 16_000))
                                .encodings()
                        - opus)
                .isEqualTo(50);
        assertThat(world.room
                                .common(new Form(Optional.of(CodecName.PCMU), 8_000))
                                .encodings()
                        - pcmu)
                .isEqualTo(50);
        assertThat(alice.leg.tally().packetsOut()).isBetween(68L, 70L);
    }

    @Test
    void listenersWhoLosePacketsShareAnotherEncodingThatRepeatsItself() {
        Phone alice = world.phone(CodecName.OPUS);
        Phone bob = world.phone(CodecName.OPUS);
        Phone carol = world.phone(CodecName.OPUS);
        alice.says = Signals.voice(110, 16_000);
        bob.leg.tally().reported(26, 0, 0, 0);
        world.run(1_000);
        Form lossy = new Form(Optional.of(CodecName.OPUS), 16_000, false, true);
        assertThat(world.room.common(lossy).encodings()).isBetween(40L, 50L);
        assertThat(world.room
                        .common(new Form(Optional.of(CodecName.OPUS), 16_000))
                        .encodings())
                .isGreaterThan(40);
        assertThat(loudest(bob, 8_000)).isGreaterThan(3_000);
        assertThat(loudest(carol, 8_000)).isGreaterThan(3_000);
    }

    @Test
    void theRoomMixesAsWideAsSomebodyCanSayToSomebodyElse() {
        world.phone(CodecName.PCMU);
        Phone browser = world.phone(CodecName.OPUS);
        assertThat(world.room.describe()).startsWith("mixed at 8000 Hz");
        Phone another = world.phone(CodecName.OPUS);
        assertThat(world.room.describe()).startsWith("mixed at 16000 Hz: PCMU(8000), OPUS(16000)");
        // A tone no telephone of 8 kHz can carry.
        browser.says = tone(5_500, 16_000);
        assertThat(another.loudestIn(2_000)).isGreaterThan(3_000);
        another.member.close();
        world.run(100);
        assertThat(world.room.describe()).isEqualTo("mixed at 8000 Hz: PCMU(8000), OPUS(8000)");
    }

    @Test
    void theMutedAreNotHeardAndTheDeafDoNotHearAndBothComeBack() {
        Phone alice = world.phone(CodecName.PCMU);
        Phone bob = world.phone(CodecName.PCMU);
        Phone carol = world.phone(CodecName.PCMU);
        alice.says = ALICE;
        assertThat(bob.loudestIn(1_000)).isGreaterThan(3_000);

        alice.member.mute(true);
        world.run(200);
        assertThat(bob.loudestIn(1_000)).isLessThan(20);
        alice.member.mute(false);
        assertThat(bob.loudestIn(1_000)).isGreaterThan(3_000);

        bob.member.deafen(true);
        world.run(200);
        assertThat(bob.loudestIn(1_000)).isLessThan(20);
        assertThat(carol.loudestIn(1_000)).isGreaterThan(3_000);
        bob.member.deafen(false);
        assertThat(bob.loudestIn(1_000)).isGreaterThan(3_000);
    }

    @Test
    void gainChangesHowLoudOneIsHeard() {
        Phone alice = world.phone(CodecName.PCMU);
        Phone bob = world.phone(CodecName.PCMU);
        alice.says = tone(700, 8_000);
        world.run(200);
        int before = bob.loudestIn(500);
        alice.member.gain(-12);
        world.run(100);
        assertThat((double) bob.loudestIn(500) / before).isBetween(0.23, 0.27);
    }

    @Test
    void aWhisperIsHeardByOneAloneEvenByTheDeaf() {
        Phone alice = world.phone(CodecName.PCMU);
        Phone bob = world.phone(CodecName.PCMU);
        alice.says = ALICE;
        PcmSource hint = frame -> Signals.fill(frame, tone(700, 8_000), 0);
        bob.member.deafen(true);
        bob.member.whisper(hint);
        world.run(200);
        assertThat(bob.loudestIn(1_000)).isBetween(7_000, 9_500);
        assertThat(alice.loudestIn(1_000)).isLessThan(20);
        bob.member.whisper(null);
        world.run(200);
        assertThat(bob.loudestIn(1_000)).isLessThan(20);
    }

    @Test
    void whoIsOverheardIsHeardBeforeMuteAndAtTheRateOfTheListener() {
        Phone alice = world.phone(CodecName.PCMU);
        alice.says = ALICE;
        alice.member.mute(true);
        int[] loudest = {0, 0};
        alice.member.overhear(new PcmSink() {
            @Override
            public int sampleRateHz() {
                return 24_000;
            }

            @Override
            public void hear(short[] frame) {
                loudest[0] = frame.length;
                for (short sample : frame) {
                    loudest[1] = Math.max(loudest[1], Math.abs(sample));
                }
            }
        });
        world.run(1_000);
        assertThat(loudest[0]).isEqualTo(480);
        assertThat(loudest[1]).isGreaterThan(3_000);
    }

    @Test
    void digitsReachTheOthersUnlessTheirPresserIsMutedAndTheRoomCanPressForOne() {
        Phone alice = world.phone(CodecName.PCMU);
        Phone bob = world.phone(CodecName.OPUS);
        Phone carol = world.phone(CodecName.PCMA);
        alice.pressing = '5';
        world.run(700);
        assertThat(bob.digits).hasToString("5");
        assertThat(carol.digits).hasToString("5");
        assertThat(alice.digits).isEmpty();

        alice.member.mute(true);
        alice.pressing = '6';
        carol.member.press("12");
        world.run(1_000);
        assertThat(bob.digits).hasToString("5");
        assertThat(carol.digits).hasToString("512");
    }

    @Test
    void joiningAndLeavingMakeNoClick() {
        Phone bob = world.phone(CodecName.PCMU);
        world.run(200);
        Phone alice = world.phone(CodecName.PCMU);
        // Low enough that whole frames differ less from sample to sample than a click would.
        alice.says = tone(100, 8_000);
        int from = bob.heardSamples;
        world.run(1_000);
        alice.member.close();
        world.run(300);
        int steepest = 0;
        for (int i = from + 1; i < bob.heardSamples; i++) {
            steepest = Math.max(steepest, Math.abs(bob.heard[i] - bob.heard[i - 1]));
        }
        // 8000 * 2 pi * 100 / 8000, and what mu-law rounds.
        assertThat(steepest).isLessThan(1_000);
        assertThat(Arrays.copyOfRange(bob.heard, bob.heardSamples - 800, bob.heardSamples))
                .containsOnly(0);
    }

    @Test
    void aLegThatJoinsAnotherConferenceLeavesAndOneThatChangesItsCodecStays() {
        Phone alice = world.phone(CodecName.PCMU);
        Phone bob = world.phone(CodecName.PCMU);
        Phone carol = world.phone(CodecName.PCMU);
        alice.says = ALICE;
        bob.agree(CodecName.PCMA);
        world.run(200);
        assertThat(bob.loudestIn(1_000)).isGreaterThan(3_000);
        assertThat(world.room.describe()).isEqualTo("mixed at 8000 Hz: PCMU(8000), PCMA(8000), PCMU(8000)");

        ConferenceMedia other = new ConferenceMedia();
        other.member(bob.leg, () -> {}).join();
        other.member(carol.leg, () -> {}).join();
        world.run(100);
        assertThat(world.room.describe()).isEqualTo("mixed at 8000 Hz: PCMU(8000)");
        assertThat(other.describe()).startsWith("PCMA(8000) -> jitter buffer -> PCMU(8000)");
    }

    @Test
    void whoSaysThatItIsSilentIsNotEvenDecodedAndIsHeardFromItsFirstLoudPacketOn() {
        Phone alice = world.phone(CodecName.OPUS);
        Phone bob = world.phone(CodecName.OPUS);
        alice.says = tone(700, 16_000);
        alice.level(127);
        world.run(200);
        assertThat(bob.loudestIn(1_000))
                .as("by its own account there is nothing to hear")
                .isLessThan(20);
        alice.level(20);
        assertThat(bob.loudestIn(200)).isGreaterThan(3_000);
    }

    @Test
    void aFrameAllocatesNothing() {
        for (CodecName codec : Codecs.available()) {
            Phone phone = world.phone(codec);
            phone.says = phone.sampleRateHz == 8_000 ? ALICE : BOB;
            world.phone(codec);
        }
        world.run(10_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long packets = packets();
        long before = threads.getCurrentThreadAllocatedBytes();
        world.run(30_000);
        long octets = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(octets / (packets() - packets)).as("octets a packet").isLessThan(8);
    }

    private long packets() {
        return world.phones().stream()
                // Each packet of ours is one of the telephone's as well, in the same thread.
                .mapToLong(phone ->
                        2 * (phone.leg.tally().packetsOut() + phone.leg.tally().packetsIn()))
                .sum();
    }

    private static IntToDoubleFunction tone(int hertz, int sampleRateHz) {
        return sample -> 8_000 * Math.sin(2 * Math.PI * hertz * sample / sampleRateHz);
    }

    private static int loudest(Phone phone, int from) {
        int loudest = 0;
        for (int i = from; i < phone.heardSamples; i++) {
            loudest = Math.max(loudest, Math.abs(phone.heard[i]));
        }
        return loudest;
    }
}
