package dev.tandem.sip.dialog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The dialogs that one INVITE made, by the remote tag (RFC 3261, section 12.1). Who sent the INVITE may have several: each
 * fork that rings has an early one, and the first that answers has the one the leg goes on in. Who received it has one.
 * Owned by the loop of the Call-ID.
 */
public final class DialogSet {
    /** Forks beyond this have no dialog until they answer: a peer that forks without end costs no memory. */
    static final int DIALOGS_MAX = 32;

    private final Map<String, Dialog> byRemoteTag = new HashMap<>();
    private Optional<Dialog> current = Optional.empty();

    /** The dialog with a remote tag. */
    public Optional<Dialog> find(String remoteTag) {
        return Optional.ofNullable(byRemoteTag.get(remoteTag));
    }

    /** Adds an early dialog; false when there are too many. */
    public boolean add(String remoteTag, Dialog dialog) {
        if (byRemoteTag.size() >= DIALOGS_MAX) {
            return false;
        }
        byRemoteTag.put(remoteTag, dialog);
        return true;
    }

    /** The dialog the leg goes on in; empty until somebody answers an INVITE of ours. */
    public Optional<Dialog> current() {
        return current;
    }

    /** Names the dialog the leg goes on in, for good. */
    public void makeCurrent(String remoteTag, Dialog dialog) {
        byRemoteTag.put(remoteTag, dialog);
        current = Optional.of(dialog);
    }

    /** Whether a fork rang that may still answer. */
    public boolean hasOpenForks() {
        return byRemoteTag.values().stream()
                .anyMatch(dialog -> dialog.state() == Dialog.State.EARLY
                        && current.filter(each -> each == dialog).isEmpty());
    }

    /** Forgets the early dialogs of an INVITE that was refused; the next one makes its own (section 12.3). */
    public void clear() {
        byRemoteTag.clear();
    }
}
