package dev.tandem.sip.endpoint;

import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.leg.Leg;
import dev.tandem.sip.message.IncomingRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The legs alive now, by our tag, and the INVITEs that made them; for a while also those that are over, when forks of them
 * rang that may answer yet. Thread-safe.
 */
final class Legs {
    /** More calls than this are answered with 503. */
    static final int LEGS_MAX = 10_000;

    /** More forks than this are not waited for. */
    static final int OVER_MAX = 1_000;

    /** 64*T1: a fork that has not answered by then will not (RFC 3261, section 13.2.2.4). */
    private static final Duration FORK_ANSWER_MAX = Duration.ofSeconds(32);

    private final Map<String, Known> byTag = new ConcurrentHashMap<>();
    private final Map<String, Leg> over = new ConcurrentHashMap<>();
    private final Map<InviteId, String> branches = new ConcurrentHashMap<>();

    /** What is the same in all copies of an INVITE, whichever way they came (RFC 3261, section 8.2.2.2). */
    private record InviteId(String callId, String fromTag, long cseq) {
        static InviteId of(IncomingRequest invite) {
            return new InviteId(invite.callId(), invite.fromTag(), invite.cseq());
        }
    }

    /** A leg, and the INVITE of theirs that made it. */
    private record Known(Leg leg, Optional<InviteId> invite) {}

    boolean isFull() {
        return byTag.size() >= LEGS_MAX;
    }

    /** Adds a leg that an INVITE of ours makes. */
    void add(Leg leg) {
        byTag.put(leg.localTag(), new Known(leg, Optional.empty()));
    }

    /** Adds a leg that an INVITE of theirs made. */
    void add(Leg leg, IncomingRequest invite) {
        InviteId id = InviteId.of(invite);
        byTag.put(leg.localTag(), new Known(leg, Optional.of(id)));
        branches.put(id, invite.branch());
    }

    /** The leg a tag of ours belongs to. */
    Optional<Leg> find(String localTag) {
        return Optional.ofNullable(byTag.get(localTag)).map(Known::leg);
    }

    /** The leg a 2xx is for, be it over. */
    Optional<Leg> findAnswered(String localTag) {
        return find(localTag).or(() -> Optional.ofNullable(over.get(localTag)));
    }

    /** The branch along which the INVITE came first that this is a copy of. */
    Optional<String> branchOfCopy(IncomingRequest invite) {
        return Optional.ofNullable(branches.get(InviteId.of(invite)));
    }

    /** A leg is over. */
    void remove(Leg leg) {
        if (leg.mayBeAnswered() && over.size() < OVER_MAX) {
            over.put(leg.localTag(), leg);
            var unused = leg.loop().after(FORK_ANSWER_MAX, () -> over.remove(leg.localTag()));
        }
        synchronized (this) {
            Known known = byTag.remove(leg.localTag());
            if (known != null) {
                known.invite().ifPresent(branches::remove);
            }
            notifyAll();
        }
    }

    /** Waits until no leg is left, or time is up. */
    synchronized void awaitNone(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); !byTag.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the messages of one go over a flow. */
    boolean goOver(String flow) {
        String host = Connection.hostOf(flow);
        for (Known known : byTag.values()) {
            if (known.leg().goesOver(host)) {
                return true;
            }
        }
        return false;
    }

    /** How many of them have a dialog that stands. */
    int dialogs() {
        return (int) byTag.values().stream()
                .filter(known -> known.leg().isStanding())
                .count();
    }

    List<Leg> all() {
        return byTag.values().stream().map(Known::leg).toList();
    }

    int count() {
        return byTag.size();
    }
}
