package dev.tandem.bench.media;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.sdp.SdpParser;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A browser's session description read (RFC 8866). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SdpBenchmark {
    private final String offer = EngineGateway.secure("AB:".repeat(31) + "CD", CodecName.OPUS)
            + "a=candidate:1 1 udp 2113937151 192.0.2.1 50000 typ host generation 0 network-cost 999\r\n".repeat(4)
            + "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\na=rtcp-fb:111 transport-cc\r\n"
            + "a=fmtp:111 minptime=10;useinbandfec=1\r\na=ssrc:1001 cname:abc\r\na=ssrc:1001 msid:a b\r\n";

    /** Reads it. */
    @Benchmark
    public SdpParser.Reading parse() {
        return SdpParser.parse(offer);
    }
}
