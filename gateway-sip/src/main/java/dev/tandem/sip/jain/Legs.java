package dev.tandem.sip.jain;

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
        byTag.remove(leg.localTag(), leg);
        leg.inviteKey().ifPresent(key -> byInvite.remove(key, leg));
    }

    List<DialogLeg> all() {
        return List.copyOf(byTag.values());
    }

    int count() {
        return byTag.size();
    }
}
