package dev.tandem.media.conference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.PcmSource;
import dev.tandem.media.Signals;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.conference.ConferenceWorld.Peer;
import dev.tandem.media.conference.ConferenceWorld.Received;
import dev.tandem.media.sdp.Direction;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What two people notice of everything else that happens to their call: nothing. In memory, with a manual clock. */
class ConferenceMediaTest {
    private static final String RELAY = "PCMU -> relay -> PCMU | PCMU -> relay -> PCMU";
    private static final ByteBuffer SILENCE = ByteBuffer.wrap(Codecs.silence(CodecName.PCMU, 20));
    private static final long GAP_NANOS = 40 * ConferenceWorld.MILLI;

    /** Something that makes a conference of two more than that, and its undoing. */
    private record Change(
            String name, Consumer<ConferenceMediaTest.Call> does, Consumer<ConferenceMediaTest.Call> undoes) {}

    /** A call between two, and a third who may join. */
    private static final class Call {
        final ConferenceWorld world = new ConferenceWorld();
        final Peer alice;
        final Peer bob;
        final Peer carol;
        final MemberMedia recorder = world.media.member(new SilentVoice(), () -> {});

        Call(CodecName one, int oneSendsAt, CodecName other, int otherSendsAt) {
            alice = world.peer(one, oneSendsAt);
            bob = world.peer(other, otherSendsAt);
            carol = world.peer(CodecName.PCMA, 8);
            carol.talks = false;
            alice.member.join();
            bob.member.join();
        }
    }

    private static List<Change> changes() {
        PcmSource hint = frame -> Arrays.fill(frame, (short) 0);
        return List.of(
                new Change(
                        "a third joins and leaves",
                        call -> call.carol.member.join(),
                        call -> call.carol.member.close()),
                new Change("a recording begins and ends", call -> call.recorder.join(), call -> call.recorder.close()),
                new Change(
                        "one is overheard",
                        call -> call.alice.member.overhear(frame -> {}),
                        call -> call.alice.member.overhear(null)),
                new Change(
                        "one is whispered to",
                        call -> call.bob.member.whisper(hint),
                        call -> call.bob.member.whisper(null)));
    }

    @TestFactory
    Stream<DynamicTest> relayedPacketsArriveOnceEachInOrderWhatever() {
        return changes().stream()
                .flatMap(change -> IntStream.of(0, 1, 5, 12, 13, 14, 15, 19)
                        .mapToObj(phase -> DynamicTest.dynamicTest(
                                change.name() + ", packets at " + phase, () -> relayed(change, phase))));
    }

    private static void relayed(Change change, int phase) {
        for (int moment = 0; moment < 20; moment += 3) {
            Call call = new Call(CodecName.PCMU, phase, CodecName.PCMU, (phase + 7) % 20);
            call.world.run(500 + moment);
            assertThat(call.world.media.describe()).isEqualTo(RELAY);
            change.does().accept(call);
            call.world.run(500 + moment);
            assertThat(call.world.media.describe()).startsWith("mixed at 8000 Hz");
            change.undoes().accept(call);
            call.world.run(1_500);
            assertThat(call.world.media.describe()).isEqualTo(RELAY);
            everyPacketOnce(call.alice, call.bob);
            everyPacketOnce(call.bob, call.alice);
        }
    }

    private static void everyPacketOnce(Peer from, Peer to) {
        List<Received> received = to.received.stream()
                .dropWhile(packet -> !packet.payload().equals(from.sent.get(5)))
                .toList();
        unbroken(received);
        for (int i = 1; i < received.size(); i++) {
            assertThat(received.get(i).timestamp() - received.get(i - 1).timestamp())
                    .isEqualTo(CodecName.FRAME_SAMPLES);
        }
        for (int i = 0; i < from.sent.size() - 10; i++) {
            assertThat(from.sent.indexOf(received.get(i).payload()))
                    .as("packet %d, at %d ms", i, received.get(i).atNanos() / ConferenceWorld.MILLI)
                    .isEqualTo(i + 5);
        }
    }

    /** One stream, every number once and in order, time as it passes, and nothing missing for longer than two frames. */
    private static void unbroken(List<Received> received) {
        unbrokenStream(received);
        for (int i = 1; i < received.size(); i++) {
            assertThat(received.get(i).atNanos() - received.get(i - 1).atNanos())
                    .isLessThanOrEqualTo(GAP_NANOS);
        }
    }

    private static void unbrokenStream(List<Received> received) {
        for (int i = 1; i < received.size(); i++) {
            assertThat(received.get(i).ssrc()).isEqualTo(received.get(i - 1).ssrc());
            assertThat(received.get(i).sequence())
                    .isEqualTo((received.get(i - 1).sequence() + 1) & 0xFFFF);
        }
    }

    @TestFactory
    Stream<DynamicTest> transcodedVoiceHasNoGapWhatever() {
        return changes().stream().map(change -> DynamicTest.dynamicTest(change.name(), () -> transcoded(change)));
    }

    private static void transcoded(Change change) {
        for (int moment = 0; moment < 20; moment += 7) {
            Call call = new Call(CodecName.PCMA, 3, CodecName.OPUS, 9);
            call.world.run(500 + moment);
            String before = call.world.media.describe();
            assertThat(before)
                    .isEqualTo("PCMA(8000) -> jitter buffer -> OPUS(8000) | OPUS(8000) -> jitter buffer -> PCMA(8000)");
            long since = call.world.nowNanos;
            change.does().accept(call);
            call.world.run(500 + moment);
            assertThat(call.world.media.describe()).startsWith("mixed at 8000 Hz");
            change.undoes().accept(call);
            call.world.run(1_500);
            assertThat(call.world.media.describe()).isEqualTo(before);
            unbroken(call.alice.received);
            unbroken(call.bob.received);
            assertThat(longestQuiet(call.alice, since))
                    .as("quiet at one end, in ms")
                    .isLessThanOrEqualTo(20);
            assertThat(longestQuiet(call.bob, since))
                    .as("quiet at the other, in ms")
                    .isLessThanOrEqualTo(20);
        }
    }

    @Test
    void aThirdWhoMakesTheRoomWideLeavesNoGapInWhatTheOthersHear() {
        for (int moment = 0; moment < 20; moment += 7) {
            Call call = new Call(CodecName.PCMA, 3, CodecName.OPUS, 9);
            Peer browser = call.world.peer(CodecName.OPUS, 17);
            browser.talks = false;
            call.world.run(500 + moment);
            long since = call.world.nowNanos;
            browser.member.join();
            call.world.run(500 + moment);
            assertThat(call.world.media.describe()).startsWith("mixed at 16000 Hz");
            browser.member.close();
            call.world.run(1_500);
            assertThat(call.world.media.describe()).startsWith("PCMA(8000) -> jitter buffer -> OPUS(8000)");
            unbroken(call.alice.received);
            unbroken(call.bob.received);
            assertThat(longestQuiet(call.alice, since)).isLessThanOrEqualTo(20);
            assertThat(longestQuiet(call.bob, since)).isLessThanOrEqualTo(20);
        }
    }

    /** The longest time, in milliseconds, in which a loud tone is not loud. */
    private static int longestQuiet(Peer peer, long sinceNanos) {
        short[] heard = peer.heardSince(sinceNanos);
        int window = peer.sampleRateHz() / 200;
        int longest = 0;
        int quiet = 0;
        for (int from = 0; from + window <= heard.length; from += window) {
            int loudest = 0;
            for (int i = from; i < from + window; i++) {
                loudest = Math.max(loudest, Math.abs(heard[i]));
            }
            quiet = loudest < 4_000 ? quiet + 5 : 0;
            longest = Math.max(longest, quiet);
        }
        return longest;
    }

    /** Hears, and says nothing. */
    private static final class SilentVoice implements Voice {
        @Override
        public int sampleRateHz() {
            return 8_000;
        }

        @Override
        public void read(short[] frame) {
            Signals.fill(frame, sample -> 0, 0);
        }

        @Override
        public void write(short[] frame, long nowNanos) {
            // A recording of everybody.
        }

        @Override
        public void digit(char digit) {
            // Not recorded.
        }

        @Override
        public char press() {
            return 0;
        }

        @Override
        public String describe() {
            return "recorder";
        }
    }

    @Test
    void twoLegsAreAJunctionFromTheirFirstFrame() {
        Call call = new Call(CodecName.PCMU, 3, CodecName.PCMU, 9);
        assertThat(call.world.media.describe()).isEqualTo(RELAY);
    }

    @Test
    void whoIsMutedIsNotHeardAndStillHearsEveryPacketOfTheOther() {
        Call call = new Call(CodecName.PCMU, 3, CodecName.PCMU, 9);
        call.world.run(500);
        call.alice.member.mute(true);
        call.world.run(100);
        int from = call.bob.received.size();
        call.world.run(500);
        assertThat(call.bob.received.subList(from, call.bob.received.size()))
                .as("silence")
                .allMatch(packet -> packet.payload().equals(SILENCE));
        call.alice.member.mute(false);
        call.world.run(1_000);
        assertThat(call.world.media.describe()).isEqualTo(RELAY);
        everyPacketOnce(call.bob, call.alice);
        unbroken(call.bob.received);
    }

    @Test
    void aRoomIsNoJunctionAgainBeforeHalfASecondOfCalm() {
        Call call = new Call(CodecName.PCMU, 3, CodecName.PCMU, 9);
        call.world.run(500);
        for (int again = 0; again < 5; again++) {
            call.alice.member.overhear(frame -> {});
            call.world.run(200);
            call.alice.member.overhear(null);
            call.world.run(400);
            assertThat(call.world.media.describe()).startsWith("mixed");
        }
        call.world.run(200);
        assertThat(call.world.media.describe()).isEqualTo(RELAY);
    }

    @Test
    void aDigitThatIsBeingPressedWhileTheCallBecomesARoomIsOneDigitForAll() {
        for (int moment = 0; moment < 300; moment += 30) {
            Call call = new Call(CodecName.PCMU, 3, CodecName.OPUS, 9);
            call.world.run(500);
            call.alice.press(10);
            call.world.run(moment);
            call.carol.member.join();
            call.world.run(600 - moment);
            assertThat(call.alice.heard.digits).hasToString("5");
            oneDigit(call.bob);
            unbroken(call.bob.received);
        }
    }

    @Test
    void aDigitThatIsBeingPressedWhileTheRoomBecomesACallOfTwoIsOneDigit() {
        for (int moment = 0; moment < 300; moment += 30) {
            Call call = new Call(CodecName.PCMU, 3, CodecName.PCMU, 9);
            call.world.run(500);
            call.alice.member.overhear(frame -> {});
            call.world.run(200);
            call.alice.member.overhear(null);
            call.world.run(480 - moment);
            call.alice.press(12);
            call.world.run(1_000);
            assertThat(call.world.media.describe()).isEqualTo(RELAY);
            oneDigit(call.bob);
            unbroken(call.bob.received);
        }
    }

    /** Whether the events it was sent are one digit 5 with its end. */
    private static void oneDigit(Peer peer) {
        List<Received> events = peer.received.stream()
                .filter(packet -> packet.payload().limit() == 4)
                .toList();
        assertThat(events).isNotEmpty();
        assertThat(events)
                .extracting(Received::timestamp)
                .containsOnly(events.get(0).timestamp());
        assertThat(events).allMatch(event -> event.payload().get(0) == 5);
        assertThat(events.stream().filter(event -> event.payload().get(1) < 0))
                .as("ends")
                .hasSize(3);
    }

    @Test
    void aLegThatAgreesOnAnotherCodecInEitherFormIsFollowed() {
        Call call = new Call(CodecName.PCMU, 3, CodecName.PCMU, 9);
        call.world.run(500);
        call.bob.agree(CodecName.PCMA, Direction.SENDRECV);
        call.world.run(500);
        assertThat(call.world.media.describe())
                .isEqualTo("PCMU(8000) -> jitter buffer -> PCMA(8000) | PCMA(8000) -> jitter buffer -> PCMU(8000)");
        call.carol.member.join();
        call.world.run(500);
        call.bob.agree(CodecName.PCMU, Direction.SENDRECV);
        call.world.run(500);
        assertThat(call.world.media.describe()).isEqualTo("mixed at 8000 Hz: PCMU(8000), PCMU(8000), PCMA(8000)");
        call.carol.member.close();
        call.world.run(1_000);
        assertThat(call.world.media.describe()).isEqualTo(RELAY);
        unbroken(call.alice.received);
        unbroken(call.bob.received);
    }

    @Test
    void aLegOnHoldThroughAllFormsGetsNothingAndResumes() {
        Call call = new Call(CodecName.PCMU, 3, CodecName.PCMU, 9);
        call.world.run(500);
        call.bob.agree(CodecName.PCMU, Direction.INACTIVE);
        call.world.run(200);
        int held = call.bob.received.size();
        call.recorder.join();
        call.world.run(500);
        call.recorder.close();
        call.world.run(1_000);
        assertThat(call.bob.received).hasSize(held);
        call.bob.agree(CodecName.PCMU, Direction.SENDRECV);
        call.world.run(500);
        assertThat(call.bob.received.size()).isGreaterThan(held + 20);
        assertThat(call.bob.received.get(held).sequence())
                .isEqualTo((call.bob.received.get(held - 1).sequence() + 1) & 0xFFFF);
    }

    @Test
    void aLegThatHasNotAgreedOnAnythingYetIsWaitedFor() {
        ConferenceWorld world = new ConferenceWorld();
        Peer alice = world.peer(CodecName.PCMU, 3);
        Peer bob = world.stranger(9);
        alice.member.join();
        bob.member.join();
        world.run(500);
        assertThat(world.media.describe()).isEqualTo("nothing yet | nothing yet");
        bob.agree(CodecName.PCMU, Direction.SENDRECV);
        world.run(500);
        assertThat(world.media.describe()).isEqualTo(RELAY);
        assertThat(bob.received.size()).isGreaterThan(20);
    }

    @Test
    void aPacketThatWasOvertakenByOnePassedOnIsNotPlayedBehindIt() {
        Call call = new Call(CodecName.PCMU, 3, CodecName.PCMU, 9);
        call.world.run(500);
        int overtaken = call.alice.sent.size();
        call.alice.late(25);
        call.world.run(26);
        call.recorder.join();
        call.world.run(500);
        assertThat(call.bob.received.stream().skip(10).map(packet -> call.alice.sent.indexOf(packet.payload())))
                .as("all that is heard was said, in order")
                .doesNotContain(-1, overtaken)
                .isSorted();
    }

    @Test
    void aPacketThatIsOvertakenByTheFirstOnePassedOnAgainKeepsItsPlace() {
        Call rehearsal = recorded();
        rehearsal.recorder.close();
        int millis = 0;
        while (!rehearsal.world.media.describe().equals(RELAY)) {
            rehearsal.world.run(1);
            millis++;
        }
        Call call = recorded();
        call.recorder.close();
        call.world.run(millis - 12);
        int overtaken = call.alice.sent.size();
        call.alice.late(25);
        call.world.run(500);
        List<Received> received = call.bob.received.stream()
                .skip(10)
                .sorted(Comparator.comparingInt(Received::sequence))
                .toList();
        unbrokenStream(received);
        assertThat(received)
                .extracting(packet -> call.alice.sent.indexOf(packet.payload()))
                .isSorted()
                .doesNotContain(-1)
                .contains(overtaken);
    }

    private static Call recorded() {
        Call call = new Call(CodecName.PCMU, 3, CodecName.PCMU, 9);
        call.world.run(200);
        call.recorder.join();
        call.world.run(500);
        return call;
    }

    @Test
    void whoWasSilentByItsOwnAccountInTheRoomIsHeardInTheCallOfTwo() {
        Call call = new Call(CodecName.PCMA, 3, CodecName.OPUS, 9);
        call.bob.level(127);
        call.recorder.join();
        call.world.run(500);
        call.recorder.close();
        call.world.run(800);
        assertThat(call.world.media.describe()).startsWith("PCMA(8000) -> jitter buffer");
        long since = call.world.nowNanos;
        call.world.run(500);
        assertThat(longestQuiet(call.alice, since)).isLessThan(20);
    }

    @Test
    void whenOneOfTwoLeavesTheOtherStaysAndAThirdFindsIt() {
        Call call = new Call(CodecName.PCMU, 3, CodecName.PCMU, 9);
        call.world.run(500);
        call.bob.member.close();
        assertThat(call.world.media.describe()).isEqualTo("mixed at 8000 Hz: PCMU(8000)");
        call.world.run(500);
        call.carol.talks = true;
        call.carol.member.join();
        call.world.run(1_000);
        assertThat(call.world.media.describe()).startsWith("PCMU(8000) -> jitter buffer -> PCMA(8000)");
        unbroken(call.alice.received);
        assertThat(longestQuiet(call.alice, call.world.nowNanos - 400 * ConferenceWorld.MILLI))
                .isLessThan(20);
    }

    @Test
    void jitterThroughTheChangesLosesAndRepeatsNothing() {
        for (int seed = 0; seed < 20; seed++) {
            Call call = new Call(CodecName.PCMU, 3, CodecName.PCMU, 9);
            call.alice.jitter(seed, 18);
            call.world.run(500);
            for (Change change : changes()) {
                change.does().accept(call);
                call.world.run(300 + seed);
                change.undoes().accept(call);
                call.world.run(1_000 + seed);
            }
            assertThat(call.world.media.describe()).isEqualTo(RELAY);
            unbrokenStream(call.bob.received);
            List<Integer> heard = call.bob.received.stream()
                    .map(packet -> call.alice.sent.indexOf(packet.payload()))
                    .filter(index -> index >= 0)
                    .toList();
            assertThat(heard).isSorted().doesNotHaveDuplicates();
            assertThat(heard.size()).isGreaterThan(call.alice.sent.size() / 2);
        }
    }
}
