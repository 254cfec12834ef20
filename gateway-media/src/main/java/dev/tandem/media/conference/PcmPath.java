package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.pcm.Converter;

/**
 * Carries 20 ms frames from a source to a sink, one each tick, whether anything is said or not; at another rate if
 * need be.
 */
final class PcmPath implements MediaPath {
    private final FrameSource source;
    private final FrameSink sink;
    private final Runnable release;
    private final Converter converter = new Converter();
    private final short[] frame;

    /** A path that runs {@code release} when it is closed. */
    PcmPath(FrameSource source, FrameSink sink, Runnable release) {
        this.source = source;
        this.sink = sink;
        this.release = release;
        frame = new short[CodecName.frameSamples(source.sampleRateHz())];
    }

    @Override
    public void tick(long nowNanos) {
        source.read(frame);
        sink.write(converter.convert(frame, sink.sampleRateHz()), nowNanos);
    }

    @Override
    public boolean passedSince(long nanos) {
        return false;
    }

    @Override
    public String describe() {
        return source.describe() + " -> " + sink.describe();
    }

    @Override
    public void close() {
        release.run();
    }
}
