package dev.tandem.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.LegKind;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.RecordedParty;
import dev.tandem.media.SdpOutcome.Agreed;
import dev.tandem.media.codec.CodecName;
import dev.tandem.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What hundreds of calls leave behind: nothing. The load program does the same with ten thousand. */
class ManyCallsTest {
    private static final int CALLS_AT_ONCE = 25;
    private static final int ROUNDS = 8;
    /** What the first calls open for good, e.g. libraries; one round of calls alone has a hundred sockets. */
    private static final int FEW_HANDLES = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void afterHundredsOfCallsPortsThreadsAndFileHandlesAreBackWhereTheyWere() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (MediaEngine engine =
                new MediaEngine(new MediaSettings(loopback, Optional.empty(), 31_000, 32_398, 0, 2))) {
            engine.start();
            long handles = handles();
            round(engine);
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();

            for (int round = 0; round < ROUNDS; round++) {
                round(engine);
            }

            assertThat(engine.counters().rtpPorts()).isZero();
            assertThat(engine.counters().conferences()).isZero();
            // A loop without work gives closed sockets back at its next look, once a second.
            Eventually.within(PATIENCE, () -> handles() <= handles + FEW_HANDLES);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                    .as("threads")
                    .isLessThanOrEqualTo(threads + 2);
        }
    }

    /** Calls of this engine with itself, each heard before it ends. */
    private static void round(MediaEngine engine) {
        List<MediaLeg> legs = new ArrayList<>();
        for (int i = 0; i < CALLS_AT_ONCE; i++) {
            MediaLeg one = engine.leg(LegKind.RTP, event -> {});
            MediaLeg other = engine.leg(LegKind.RTP, event -> {});
            Agreed answer = (Agreed) other.answer(one.offer(List.of(CodecName.PCMU)), List.of(CodecName.PCMU));
            one.accept(answer.sdp());
            engine.attach(one, new RecordedParty(sample -> 0, 1));
            engine.attach(other, new RecordedParty(sample -> 0, 1));
            legs.add(one);
            legs.add(other);
        }
        Eventually.within(
                PATIENCE, () -> legs.stream().allMatch(leg -> leg.stats().packetsIn() > 0));
        legs.forEach(MediaLeg::close);
        Eventually.within(PATIENCE, () -> engine.counters().legs() == 0);
    }

    private static long handles() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException notLinux) {
            throw new UncheckedIOException(notLinux);
        }
    }
}
