package dev.tandem.sip.leg;

import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.RequestText;

/** Says who may speak in the dialogs of a leg. Thread-safe. */
@FunctionalInterface
public interface Speakers {

    /**
     * Whether a request comes from whom the leg is with.
     *
     * @param peer whom
     * @param usual where our own requests go
     */
    boolean admits(Origin peer, Hop usual, RequestText request);
}
