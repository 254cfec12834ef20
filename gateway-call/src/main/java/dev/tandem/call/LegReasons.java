package dev.tandem.call;

import dev.tandem.sip.Reason;
import dev.tandem.sip.SipLegEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why the legs of one participant end, in the words of Reason headers (RFC 3326): what their side said, and what it is told.
 * Owned by the call loop.
 */
final class LegReasons {

    /** By the status the caller is told: there are no more of them than statuses. */
    private final Map<Integer, Reason> refusals = new HashMap<>();

    private Optional<Reason> goodbye = Optional.empty();
    private Optional<Reason> toTell = Optional.empty();

    /** A branch refused. */
    void refused(SipLegEvent.Rejected rejected) {
        rejected.why().ifPresent(said -> refusals.put(HopsAnswer.toldAs(rejected.status()), said));
        // Whoever refuses for everybody (6xx) is why the other branches stop ringing (section 3.1).
        toTell = rejected.status() < 600
                ? Optional.empty()
                : Optional.of(Reason.sip(rejected.status(), rejected.reason()));
    }

    /** They hung up or gave up. */
    void hungUp(SipLegEvent.Ended ended) {
        goodbye = ended.why();
    }

    /** The call ended: they are told what whoever ended it said. */
    void callOver(CallEnd how) {
        toTell = how.said();
    }

    /** What they said, if this is the status of their refusal; or when they hung up. */
    Optional<Reason> said(int status) {
        return goodbye.or(() -> Optional.ofNullable(refusals.get(status)));
    }

    /** What they said when they hung up. */
    Optional<Reason> goodbye() {
        return goodbye;
    }

    /** What they are told. */
    Optional<Reason> toTell() {
        return toTell;
    }
}
