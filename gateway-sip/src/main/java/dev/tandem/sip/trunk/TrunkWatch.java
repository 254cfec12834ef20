package dev.tandem.sip.trunk;

import dev.tandem.sip.TrunkPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Keeps the health of the trunks, and says whom to ask when. Pure: it reads no clock and sends nothing. Its size is
 * bounded by the number of trunks. Thread-safe.
 */
public final class TrunkWatch {

    private final Map<String, Watched> byName = new HashMap<>();

    /** A trunk as it was when it was asked last; a changed one is another trunk, of which nothing is known. */
    private record Watched(TrunkPeer peer, Instant nextPingAt, TrunkHealth health) {}

    /**
     * The enabled trunks that want an OPTIONS now; they want the next one after {@code interval}. Trunks that are gone or
     * changed are forgotten.
     *
     * @param interval zero: nobody is asked
     */
    public synchronized List<TrunkPeer> due(List<TrunkPeer> trunks, Duration interval, Instant now) {
        List<TrunkPeer> enabled = trunks.stream().filter(TrunkPeer::enabled).toList();
        Set<String> names = enabled.stream().map(TrunkPeer::name).collect(Collectors.toSet());
        byName.keySet().retainAll(names);
        return enabled.stream().filter(peer -> isDue(peer, interval, now)).toList();
    }

    private boolean isDue(TrunkPeer peer, Duration interval, Instant now) {
        Watched known = watched(peer, now);
        boolean due = !interval.isZero() && !known.nextPingAt().isAfter(now);
        Instant next = due ? now.plus(interval) : known.nextPingAt();
        byName.put(peer.name(), new Watched(peer, next, known.health()));
        return due;
    }

    private Watched watched(TrunkPeer peer, Instant now) {
        Watched known = byName.get(peer.name());
        return known == null || !known.peer().equals(peer) ? new Watched(peer, now, TrunkHealth.NONE) : known;
    }

    /** Something was learnt about a trunk; of one that is gone or changed since, nothing. */
    public synchronized void learn(TrunkPeer peer, UnaryOperator<TrunkHealth> what) {
        Watched known = byName.get(peer.name());
        if (known != null && known.peer().equals(peer)) {
            byName.put(peer.name(), new Watched(peer, known.nextPingAt(), what.apply(known.health())));
        }
    }

    /** What is known about a trunk. */
    public synchronized TrunkHealth health(String name) {
        return Optional.ofNullable(byName.get(name)).map(Watched::health).orElse(TrunkHealth.NONE);
    }
}
