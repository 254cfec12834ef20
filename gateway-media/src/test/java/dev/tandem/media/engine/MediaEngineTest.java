package dev.tandem.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.media.Conference;
import dev.tandem.media.Correlation;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.RecordedParty;
import dev.tandem.media.SdpOutcome.Agreed;
import dev.tandem.media.Signals;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.sdp.Direction;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two engines on loopback, with real sockets between them. */
class MediaEngineTest {
    private static final int SECOND = 8_000;
    private static final IntToDoubleFunction ALICE = Signals.voice(110);
    private static final IntToDoubleFunction BOB = Signals.voice(173);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private MediaEngine here;
    private MediaEngine there;
    private final BlockingQueue<MediaEvent> hereEvents = new LinkedBlockingQueue<>();
    private final BlockingQueue<MediaEvent> thereEvents = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        here = engine(2);
        there = engine(1);
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private static MediaEngine engine(int loops) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        MediaEngine engine = new MediaEngine(new MediaSettings(loopback, Optional.empty(), 42_000, 48_998, 0, loops));
        engine.start();
        return engine;
    }

    @Test
    void whatOnePartySaysTheOtherHearsBothWaysAndDigitsCross() {
        RecordedParty alice = new RecordedParty(ALICE, 6 * SECOND);
        RecordedParty bob = new RecordedParty(BOB, 6 * SECOND);
        MediaLeg one = here.leg(LegKind.RTP, hereEvents::add);
        MediaLeg other = there.leg(LegKind.RTP, thereEvents::add);
        connect(one, other, List.of(CodecName.PCMU));
        here.attach(one, alice);
        there.attach(other, bob);

        await(() -> alice.heardSamples() > 3 * SECOND && bob.heardSamples() > 3 * SECOND);

        assertThat(Correlation.median(alice.heard(), SECOND, BOB)).isGreaterThan(0.95);
        assertThat(Correlation.median(bob.heard(), SECOND, ALICE)).isGreaterThan(0.95);
        alice.willPress('5');
        alice.willPress('#');
        bob.willPress('0');
        await(() -> bob.digits().equals("5#") && alice.digits().equals("0"));
        assertThat(digits(thereEvents)).isEqualTo("5#");
        assertThat(one.stats().codec()).contains(CodecName.PCMU);
        assertThat(one.stats().lost()).isZero();
        assertThat(one.stats().mos()).isGreaterThan(4.0);
    }

    @Test
    void aCallOfUnlikeCodecsTranscodesBothWays() {
        RecordedParty alice = new RecordedParty(ALICE, 6 * SECOND);
        RecordedParty bob = new RecordedParty(BOB, 6 * SECOND);
        called(CodecName.PCMU, CodecName.OPUS, alice, bob);

        await(() -> alice.heardSamples() > 3 * SECOND && bob.heardSamples() > 3 * SECOND);

        assertThat(Correlation.median(alice.heard(), SECOND, BOB)).isGreaterThan(0.8);
        assertThat(Correlation.median(bob.heard(), SECOND, ALICE)).isGreaterThan(0.8);
        alice.willPress('7');
        bob.willPress('*');
        await(() -> bob.digits().equals("7") && alice.digits().equals("*"));
    }

    @Test
    void aCallOfLikeCodecsRelaysAndDigitsCrossIt() {
        RecordedParty alice = new RecordedParty(ALICE, 6 * SECOND);
        RecordedParty bob = new RecordedParty(BOB, 6 * SECOND);
        Conference call = called(CodecName.PCMA, CodecName.PCMA, alice, bob);
        await(() -> call.describe().contains("relay"));

        await(() -> alice.heardSamples() > 3 * SECOND && bob.heardSamples() > 3 * SECOND);

        assertThat(Correlation.median(alice.heard(), SECOND, BOB)).isGreaterThan(0.95);
        alice.willPress('1');
        await(() -> bob.digits().equals("1"));
    }

    /** alice - (far engine) - leg | conference in the near engine | leg - (far engine) - bob. */
    private Conference called(CodecName left, CodecName right, RecordedParty alice, RecordedParty bob) {
        MediaLeg leftLeg = here.leg(LegKind.RTP, hereEvents::add);
        MediaLeg rightLeg = here.leg(LegKind.RTP, hereEvents::add);
        MediaLeg aliceLeg = there.leg(LegKind.RTP, thereEvents::add);
        MediaLeg bobLeg = there.leg(LegKind.RTP, thereEvents::add);
        connect(leftLeg, aliceLeg, List.of(left));
        connect(rightLeg, bobLeg, List.of(right));
        there.attach(aliceLeg, alice);
        there.attach(bobLeg, bob);
        Conference call = here.conference();
        call.join(leftLeg);
        call.join(rightLeg);
        return call;
    }

    @Test
    void aLegOnHoldIsSentNothingUntilItResumes() {
        RecordedParty alice = new RecordedParty(ALICE, 60 * SECOND);
        RecordedParty bob = new RecordedParty(BOB, 60 * SECOND);
        MediaLeg one = here.leg(LegKind.RTP, hereEvents::add);
        MediaLeg other = there.leg(LegKind.RTP, thereEvents::add);
        connect(one, other, List.of(CodecName.PCMU));
        here.attach(one, alice);
        there.attach(other, bob);
        await(() -> bob.heardSamples() > SECOND);

        String held = other.offer(List.of(CodecName.PCMU)).replace("a=sendrecv", "a=sendonly");
        Agreed answer = (Agreed) one.answer(held, List.of(CodecName.PCMU));
        assertThat(answer.remoteDirection()).isEqualTo(Direction.SENDONLY);
        assertThat(answer.sdp()).contains("a=recvonly");
        awaitStill(() -> one.stats().packetsOut());

        String resumed = other.offer(List.of(CodecName.PCMU));
        assertThat(one.answer(resumed, List.of(CodecName.PCMU))).isInstanceOf(Agreed.class);
        long before = one.stats().packetsOut();
        await(() -> one.stats().packetsOut() > before + 10);
    }

    @Test
    void legsOfDifferentLoopsAlwaysFindEachOther() {
        RecordedParty silent = new RecordedParty(sample -> 0, SECOND);
        for (int round = 0; round < 25; round++) {
            Conference call = called(CodecName.PCMU, CodecName.PCMA, silent, silent);
            await(() -> call.describe().startsWith("PCMU(8000) -> jitter buffer -> PCMA(8000)"));
            assertThat(here.counters().conferences()).isEqualTo(round + 1);
        }
    }

    @Test
    void closingLeavesNothingBehind() {
        RecordedParty alice = new RecordedParty(ALICE, SECOND);
        MediaLeg one = here.leg(LegKind.RTP, hereEvents::add);
        MediaLeg other = here.leg(LegKind.RTP, hereEvents::add);
        connect(one, other, List.of(CodecName.PCMU));
        here.attach(one, alice);
        Conference replaced = here.conference();
        replaced.join(one);
        replaced.join(other);
        await(() -> one.stats().packetsOut() > 0);
        assertThat(here.counters().legs()).isEqualTo(2);
        assertThat(here.counters().rtpPorts()).isEqualTo(2);
        await(() -> here.counters().conferences() == 1);

        one.close();
        other.close();
        one.close();
        replaced.close();

        await(() -> here.counters().legs() == 0 && here.counters().conferences() == 0);
        assertThat(here.counters().rtpPorts()).isZero();
    }

    @Test
    void aFullRangeSaysSo() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (MediaEngine small = new MediaEngine(new MediaSettings(loopback, Optional.empty(), 49_000, 49_003, 0, 1))) {
            small.start();
            small.leg(LegKind.RTP, hereEvents::add);
            MediaLeg second = small.leg(LegKind.RTP, hereEvents::add);
            assertThatThrownBy(() -> small.leg(LegKind.RTP, hereEvents::add))
                    .isInstanceOf(PortsExhaustedException.class);
            second.close();
            await(() -> small.counters().rtpPorts() == 1);
            small.leg(LegKind.RTP, hereEvents::add);
        }
    }

    private static void connect(MediaLeg one, MediaLeg other, List<CodecName> codecs) {
        Agreed answer = (Agreed) other.answer(one.offer(codecs), codecs);
        assertThat(answer.codec()).isEqualTo(codecs.get(0));
        assertThat(one.accept(answer.sdp())).isInstanceOf(Agreed.class);
    }

    private static String digits(BlockingQueue<MediaEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> {
            if (event instanceof MediaEvent.Digit digit) {
                text.append(digit.digit());
            }
        });
        return text.toString();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Waits until a figure no longer changes for a quarter of a second. */
    private static void awaitStill(java.util.function.LongSupplier figure) {
        long[] last = {-1, System.nanoTime()};
        await(() -> {
            if (figure.getAsLong() != last[0]) {
                last[0] = figure.getAsLong();
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > TimeUnit.MILLISECONDS.toNanos(250);
        });
    }
}
