package dev.tandem.sip.jain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The legs alive now, by our tag, and the INVITEs that made them. Thread-safe. */
final class Legs {
    /** More calls than this are answered with 503. */
    static final int LEGS_MAX = 10_000;

    private final Map<String, DialogLeg> byTag = new ConcurrentHashMap<>();
    private final Map<String, DialogLeg> byInvite = new ConcurrentHashMap<>();

    boolean isFull() {
        return byTag.size() >= LEGS_MAX;
    }

    void add(DialogLeg leg) {
        byTag.put(leg.localTag(), leg);
    }

    /** Adds a leg of the callee's side; the key is that of {@link #findInvite}. */
    void add(CalledLeg leg, String inviteKey) {
        add(leg);
        byInvite.put(inviteKey, leg);
    }

    /** The leg a tag of ours belongs to. */
    Optional<DialogLeg> find(String localTag) {
        return Optional.ofNullable(byTag.get(localTag));
    }

    /** The leg of an INVITE with the same Call-ID, From tag and CSeq (RFC 3261, section 8.2.2.2). */
    Optional<DialogLeg> findInvite(String inviteKey) {
        return Optional.ofNullable(byInvite.get(inviteKey));
    }

    void remove(DialogLeg leg) {
        leg.inviteKey().ifPresent(key -> byInvite.remove(key, leg));
        synchronized (this) {
            byTag.remove(leg.localTag(), leg);
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

    /** How many of them have a dialog that stands. */
    int dialogs() {
        return (int) byTag.values().stream().filter(DialogLeg::isStanding).count();
    }

    List<DialogLeg> all() {
        return List.copyOf(byTag.values());
    }

    int count() {
        return byTag.size();
    }
}
