package dev.tandem.media;

import dev.tandem.media.bridge.Junction;
import dev.tandem.media.bridge.LegMedia;
import dev.tandem.media.bridge.Voice;
import dev.tandem.media.port.MediaLoop;
import java.util.List;

/** A bridge of the engine: a junction and its place on the loop that owns it. */
final class EngineBridge implements Bridge {
    private final List<EngineLeg> legs;
    private final MediaLoop loop;
    private final Junction junction;
    private final MediaLoop.Ticking ticking;

    private EngineBridge(List<EngineLeg> legs, MediaLoop loop, JunctionMaker maker, Runnable onClosed) {
        this.legs = legs;
        this.loop = loop;
        junction = maker.make(() -> closed(onClosed));
        ticking = junction::tick;
    }

    /** Makes a junction that runs something when it closes. */
    private interface JunctionMaker {
        Junction make(Runnable onClosed);
    }

    static EngineBridge between(EngineLeg one, EngineLeg other, MediaLoop loop, Runnable onClosed) {
        LegMedia first = one.media();
        LegMedia second = other.media();
        return new EngineBridge(List.of(one, other), loop, closed -> new Junction(first, second, closed), onClosed);
    }

    static EngineBridge between(EngineLeg leg, Voice voice, Runnable onClosed) {
        LegMedia media = leg.media();
        return new EngineBridge(List.of(leg), leg.loop(), closed -> new Junction(media, voice, closed), onClosed);
    }

    /** Gathers the legs on one loop, then joins them. */
    void open() {
        gather(0);
    }

    private void gather(int index) {
        if (index == legs.size()) {
            join();
        } else {
            legs.get(index).moveTo(loop, () -> gather(index + 1));
        }
    }

    private void join() {
        if (legs.stream().anyMatch(leg -> leg.closed() || leg.loop() != loop)) {
            // Closed meanwhile, or taken into another bridge.
            junction.close();
            return;
        }
        junction.open();
        if (junction.isOpen()) {
            loop.add(ticking);
        }
    }

    private void closed(Runnable onClosed) {
        loop.remove(ticking);
        onClosed.run();
    }

    @Override
    public String describe() {
        return junction.describe();
    }

    @Override
    public void close() {
        loop.execute(junction::close);
    }
}
