package dev.tandem.bench.media;

import dev.tandem.media.rtp.JitterBuffer;
import dev.tandem.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One packet into a jitter buffer and the next one out of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JitterBufferBenchmark {
    private static final int FRAME_TICKS = 160;

    private final JitterBuffer buffer = new JitterBuffer(8_000, 20, false);
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(12 + FRAME_TICKS);
    private final RtpPacket packet = new RtpPacket();
    private int number;

    /** What happens every 20 ms. */
    @Benchmark
    public JitterBuffer.Pull putAndPull() {
        number++;
        datagram.clear();
        RtpPacket.writeHeader(datagram, 0, false, number & 0xFFFF, number * FRAME_TICKS, 7);
        packet.wrap(datagram.position(0));
        buffer.put(packet, number * 20_000_000L, 0);
        return buffer.pull();
    }
}
