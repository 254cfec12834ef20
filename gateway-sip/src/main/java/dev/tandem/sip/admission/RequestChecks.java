package dev.tandem.sip.admission;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of RFC 3261, section 8.2, that the stack does not make. Immutable. */
public final class RequestChecks {

    /**
     * Makes checks for a user agent.
     *
     * @param methods the methods it handles, as in Allow
     * @param extensions the option tags it understands, as in Supported
     */
    public RequestChecks(List<String> methods, Set<String> extensions) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The refusal a request calls for, by whatever is wrong first; empty when nothing is. An ACK is never answered: drop it. */
    public Optional<Reply> refusal(RequestView request) {
        throw new UnsupportedOperationException("not built yet");
    }
}
