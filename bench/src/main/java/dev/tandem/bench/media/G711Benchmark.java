package dev.tandem.bench.media;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameEncoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A 20 ms frame through G.711 (ITU-T G.711). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class G711Benchmark {
    private final FrameEncoder encoder = Codecs.encoder(CodecName.PCMU);
    private final short[] frame = new short[160];
    private final byte[] payload = new byte[160];

    /** Encodes one frame. */
    @Benchmark
    public int encode() {
        return encoder.encode(frame, payload);
    }
}
