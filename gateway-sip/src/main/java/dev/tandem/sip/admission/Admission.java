package dev.tandem.sip.admission;

import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.message.OutgoingResponse;
import java.util.Optional;

/** What admission says about an INVITE. */
public sealed interface Admission {

    /**
     * It may become a call.
     *
     * @param origin who it is from, as proven
     * @param proven see {@link dev.tandem.sip.IncomingInvite}
     * @param callerNumber see {@link dev.tandem.sip.IncomingInvite}
     * @param callerName see {@link dev.tandem.sip.IncomingInvite}
     * @param preferredIdentity see {@link dev.tandem.sip.IncomingInvite}
     * @param anonymous see {@link dev.tandem.sip.Relayed}
     * @param assertedNumber see {@link dev.tandem.sip.Relayed}
     */
    record Admitted(
            Origin origin,
            boolean proven,
            String callerNumber,
            String callerName,
            Optional<String> preferredIdentity,
            boolean anonymous,
            String assertedNumber)
            implements Admission {}

    /** The sender has to prove who it is: 407. Not a refusal, not reported. */
    record Challenged(OutgoingResponse response) implements Admission {}

    /** Answer it and report it with the response's phrase as the reason. */
    record Refused(OutgoingResponse response) implements Admission {}

    /** The source has been refused too often: no answer, no report, counted only. */
    record Dropped() implements Admission {}
}
