package dev.tandem.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.Conference;
import dev.tandem.media.Correlation;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.PcmParty;
import dev.tandem.media.RecordedParty;
import dev.tandem.media.SdpOutcome.Agreed;
import dev.tandem.media.Signals;
import dev.tandem.media.codec.CodecName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A conference in one engine, its members in another, with real sockets between them. */
class ConferenceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ALICE = 110;
    private static final int BOB = 173;

    private final MediaEngine here = engine(2);
    private final MediaEngine there = engine(1);
    private final List<MediaLeg> far = new ArrayList<>();

    private static MediaEngine engine(int loops) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        MediaEngine engine = new MediaEngine(new MediaSettings(loopback, Optional.empty(), 42_000, 48_998, 0, loops));
        engine.start();
        return engine;
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void threeLegsOfThreeCodecsEachHearTheTwoOthersWhileMembersComeAndGo() {
        Conference conference = here.conference();
        RecordedParty alice = new RecordedParty(turns(ALICE, 8_000, 0), 30 * 8_000, 8_000);
        RecordedParty bob = new RecordedParty(turns(BOB, 16_000, 1), 30 * 16_000, 16_000);
        RecordedParty carol = new RecordedParty(sample -> 0, 30 * 8_000, 8_000);
        conference.join(leg(CodecName.PCMU, alice));
        conference.join(leg(CodecName.OPUS, bob));
        Conference.Member third = conference.join(leg(CodecName.PCMA, carol));
        RecordedParty bot = new RecordedParty(sample -> 0, 30 * 24_000, 24_000);
        conference.join(bot);
        // They come from different loops, in whatever order.
        await(() -> Stream.of("mixed at 24000 Hz", "PCMU(8000)", "OPUS(24000)", "PCMA(8000)", "party(24000)")
                .allMatch(conference.describe()::contains));

        await(() -> carol.heardSamples() > 8 * 8_000);
        assertThat(best(alice.heard(), 3, 8_000, BOB)).isGreaterThan(0.7);
        assertThat(best(bob.heard(), 3, 16_000, ALICE)).isGreaterThan(0.7);
        assertThat(best(carol.heard(), 3, 8_000, ALICE)).isGreaterThan(0.8);
        assertThat(best(carol.heard(), 3, 8_000, BOB)).isGreaterThan(0.7);

        third.close();
        third.close();
        await(() -> conference.size() == 3);
        await(() -> bot.heardSamples() > 14 * 24_000);
        assertThat(best(bot.heard(), 9, 24_000, ALICE)).isGreaterThan(0.7);
        assertThat(best(bot.heard(), 9, 24_000, BOB)).isGreaterThan(0.7);
        conference.close();
        await(() -> conference.size() == 0 && here.counters().conferences() == 0);
        assertThat(here.counters().legs()).isEqualTo(3);
    }

    @Test
    void twoWhoArePassedEachOthersPacketsLoseNoneWhoeverElseComesAndGoes() {
        twoThroughChanges(CodecName.PCMU, "PCMU -> relay -> PCMU | PCMU -> relay -> PCMU");
    }

    @Test
    void twoWhoAreTranscodedLoseNoPacketWhoeverElseComesAndGoes() {
        twoThroughChanges(
                CodecName.OPUS,
                "PCMU(8000) -> jitter buffer -> OPUS(8000) | OPUS(8000) -> jitter buffer -> PCMU(8000)");
    }

    private void twoThroughChanges(CodecName codec, String two) {
        Conference conference = here.conference();
        RecordedParty alice = new RecordedParty(Signals.voice(ALICE), 60 * 8_000, 8_000);
        RecordedParty bob = new RecordedParty(Signals.voice(BOB), 60 * 8_000, 8_000);
        Conference.Member first = conference.join(leg(CodecName.PCMU, alice));
        Conference.Member second = conference.join(leg(codec, bob));
        await(() -> conference.describe().equals(two));
        RecordedParty recorder = new RecordedParty(sample -> 0, 60 * 8_000, 8_000);
        Stream.<Supplier<Runnable>>of(
                        () -> conference.join(leg(CodecName.PCMA, new RecordedParty(sample -> 0, 60 * 8_000)))::close,
                        () -> conference.join(recorder)::close,
                        () -> {
                            first.overhear(frame -> {});
                            return () -> first.overhear(null);
                        },
                        () -> {
                            second.whisper(frame -> {});
                            return () -> second.whisper(null);
                        },
                        () -> {
                            first.mute(true);
                            return () -> first.mute(false);
                        })
                .forEach(change -> {
                    Runnable undo = change.get();
                    await(() -> conference.describe().startsWith("mixed at 8000 Hz"));
                    int from = alice.heardSamples();
                    await(() -> alice.heardSamples() > from + 4_000);
                    undo.run();
                    await(() -> conference.describe().equals(two));
                });
        int after = bob.heardSamples() / 8_000 + 1;
        await(() -> Math.min(bob.heardSamples(), alice.heardSamples()) > (after + 5) * 8_000);

        assertThat(best(bob.heard(), after, 8_000, ALICE)).isGreaterThan(0.7);
        assertThat(best(alice.heard(), after, 8_000, BOB)).isGreaterThan(0.7);
        assertThat(recorder.heardSamples()).isPositive();
        assertThat(far).allSatisfy(leg -> assertThat(leg.stats().lost()).isZero());
        bob.willPress('7');
        await(() -> alice.digits().equals("7"));
        conference.close();
    }

    @Test
    void aLegThatIsClosedIsNoMemberAnyMore() {
        Conference conference = here.conference();
        MediaLeg leg = leg(CodecName.PCMU, new RecordedParty(sample -> 0, 8_000));
        conference.join(leg);
        assertThat(conference.size()).isEqualTo(1);
        leg.close();
        await(() -> conference.size() == 0);
        await(() -> conference.describe().equals("mixed at 8000 Hz: "));
        MediaLeg closed = leg(CodecName.PCMU, new RecordedParty(sample -> 0, 8_000));
        closed.close();
        conference.join(closed);
        await(() -> conference.size() == 0);
        conference.close();
    }

    /** Our leg to a phone that a party is at. */
    private MediaLeg leg(CodecName codec, PcmParty party) {
        MediaLeg ours = here.leg(LegKind.RTP, event -> {});
        MediaLeg theirs = there.leg(LegKind.RTP, event -> {});
        Agreed answer = (Agreed) theirs.answer(ours.offer(List.of(codec)), List.of(codec));
        assertThat(ours.accept(answer.sdp())).isInstanceOf(Agreed.class);
        there.attach(theirs, party);
        far.add(theirs);
        return ours;
    }

    /** Speaks for two seconds of every four, the one in the pauses of the other. */
    private static IntToDoubleFunction turns(int pitchHz, int sampleRateHz, int turn) {
        IntToDoubleFunction voice = Signals.voice(pitchHz, sampleRateHz);
        return sample -> sample / (2 * sampleRateHz) % 2 == turn ? voice.applyAsDouble(sample) : 0;
    }

    /** The best of eight quarters of a second from there on, one of which at least lies within a turn of that voice. */
    private static double best(short[] heard, int second, int sampleRateHz, int pitchHz) {
        IntToDoubleFunction voice = Signals.voice(pitchHz, sampleRateHz);
        return IntStream.range(0, 8)
                .mapToDouble(i ->
                        Correlation.best(heard, second * sampleRateHz + i * sampleRateHz / 2, sampleRateHz / 4, voice))
                .max()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
