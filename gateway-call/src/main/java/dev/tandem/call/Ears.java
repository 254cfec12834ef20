package dev.tandem.call;

import dev.tandem.media.PcmSink;
import dev.tandem.media.pcm.Converter;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives what one participant says to all who overhear them, each at their own rate: a recording, the streams of bots, whoever
 * recognizes speech. Another set of them is another object, made on the call loop; heard on a media loop.
 */
final class Ears implements PcmSink {

    static final Ears NONE = new Ears(List.of());

    private final List<Ear> all;
    private final int sampleRateHz;

    /** One of them; goes on in the next set where it stands. */
    private record Ear(PcmSink sink, Converter converter) {

        void hear(short[] frame) {
            sink.hear(converter.convert(frame, sink.sampleRateHz()));
        }
    }

    private Ears(List<Ear> all) {
        this.all = List.copyOf(all);
        sampleRateHz =
                all.stream().mapToInt(ear -> ear.sink().sampleRateHz()).max().orElse(8_000);
    }

    /** These and one more. */
    Ears with(PcmSink sink) {
        List<Ear> more = new ArrayList<>(all);
        more.add(new Ear(sink, new Converter()));
        return new Ears(more);
    }

    /** These but one. */
    Ears without(PcmSink sink) {
        return new Ears(all.stream().filter(ear -> !ear.sink().equals(sink)).toList());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public void hear(short[] frame) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).hear(frame);
        }
    }
}
