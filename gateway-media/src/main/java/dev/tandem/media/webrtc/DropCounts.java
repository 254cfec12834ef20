package dev.tandem.media.webrtc;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** How often each {@link Drop} happened since start; any thread. */
public final class DropCounts {

    private final Map<Drop, AtomicLong> counts = new EnumMap<>(Drop.class);

    /** All at zero. */
    public DropCounts() {
        for (Drop drop : Drop.values()) {
            counts.put(drop, new AtomicLong());
        }
    }

    /** One more. */
    public void count(Drop drop) {
        counter(drop).incrementAndGet();
    }

    /** How often so far. */
    public long of(Drop drop) {
        return counter(drop).get();
    }

    /** All kinds together. */
    public long total() {
        return counts.values().stream().mapToLong(AtomicLong::get).sum();
    }

    private AtomicLong counter(Drop drop) {
        return Objects.requireNonNull(counts.get(drop));
    }
}
