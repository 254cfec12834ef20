package dev.tandem.bench.media;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameDecoder;
import dev.tandem.media.codec.FrameEncoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A 20 ms frame of speech through Opus at 8000 Hz (RFC 6716), at what a busy and an idle loop try with. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OpusBenchmark {
    /** Of the encoder. */
    @Param({"0", "5"})
    public int complexity;

    /** What the decoder is given. */
    @Param
    public BrowserVoice browser = BrowserVoice.FULLBAND;

    private final FrameEncoder encoder = Codecs.encoder(CodecName.OPUS);
    private final FrameDecoder decoder = Codecs.decoder(CodecName.OPUS);
    private final short[] speech = Speech.at(CodecName.SAMPLE_RATE_HZ);
    private final short[] frame = new short[CodecName.FRAME_SAMPLES];
    private final short[] decoded = new short[CodecName.packetSamplesMax(CodecName.SAMPLE_RATE_HZ)];
    private final byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
    private byte[][] packets = {};
    private int next;

    /** Has a browser speak. */
    @Setup
    public void speak() {
        packets = browser.frames();
        encoder.complexity(complexity);
    }

    /** Encodes one frame. */
    @Benchmark
    public int encode() {
        next = (next + 1) % (speech.length / frame.length);
        System.arraycopy(speech, next * frame.length, frame, 0, frame.length);
        return encoder.encode(frame, payload);
    }

    /** Decodes one packet. */
    @Benchmark
    public int decode() {
        next = (next + 1) % packets.length;
        return decoder.decode(packets[next], packets[next].length, decoded);
    }
}
