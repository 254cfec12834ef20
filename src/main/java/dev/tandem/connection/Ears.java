package dev.tandem.connection;

import dev.tandem.media.PcmSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Gives what one participant says to several who overhear them at the same rate: a recording and the streams of bots.
 * Changed on the call loop, heard on a media loop.
 */
final class Ears implements PcmSink {

    private final int sampleRateHz;
    private final List<PcmSink> sinks = new CopyOnWriteArrayList<>();

    Ears(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    void add(PcmSink sink) {
        sinks.add(sink);
    }

    /** Whether nobody is left after this one has gone. */
    boolean isEmptyWithout(PcmSink sink) {
        sinks.remove(sink);
        return sinks.isEmpty();
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public void hear(short[] frame) {
        for (PcmSink sink : sinks) {
            sink.hear(frame);
        }
    }
}
