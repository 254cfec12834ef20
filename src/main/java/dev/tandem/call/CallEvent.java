package dev.tandem.call;

import dev.tandem.sip.SipLegEvent.Cause;
import java.util.Optional;

/** What happens to a call. Branches are numbered from 0 in the order they were placed. */
public sealed interface CallEvent {

    /** Routing has decided. */
    record Routed(CallPlan plan) implements CallEvent {}

    /** An application has taken the call over: its legs belong to another owner. */
    record HandedOver() implements CallEvent {}

    /** A branch rings or sends early media. */
    record Progressed(int branch, int status, Optional<String> sdp) implements CallEvent {}

    /** A branch answered. */
    record Answered(int branch, String sdp) implements CallEvent {}

    /** A branch refused, failed or could not be placed. */
    record Failed(int branch, int status, String reason) implements CallEvent {}

    /** The answered branch's media and the caller's agree; both legs are bridged. */
    record Bridged() implements CallEvent {}

    /** The two legs' media cannot be joined. */
    record MediaRefused(int status, String reason) implements CallEvent {}

    /** The caller's leg is over. */
    record CallerEnded(Cause cause, int status, String reason) implements CallEvent {}

    /** The leg of a branch that had answered is over. */
    record CalleeEnded(int branch, Cause cause, int status, String reason) implements CallEvent {}

    /** The media of a leg is gone for good. */
    record MediaLost(String reason) implements CallEvent {}

    /** We end the call ourselves. */
    record EndRequested(EndReason reason) implements CallEvent {}
}
