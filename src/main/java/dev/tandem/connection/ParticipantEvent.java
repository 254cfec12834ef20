package dev.tandem.connection;

import dev.tandem.call.CallPlan;
import dev.tandem.call.EndReason;
import dev.tandem.sip.SipLegEvent.Cause;

/** What happens to a participant. Branches are numbered from 0 in the order they were placed. */
sealed interface ParticipantEvent {

    /** They are invited along this plan. */
    record Invited(CallPlan plan) implements ParticipantEvent {}

    /** They called us themselves, or come from another call: their leg stands already. */
    record Arrived() implements ParticipantEvent {}

    /** A branch rings. */
    record Progressed() implements ParticipantEvent {}

    /** A branch answered. */
    record Answered(int branch, String sdp) implements ParticipantEvent {}

    /** A branch refused, failed or could not be placed. */
    record Failed(int branch, int status, String reason) implements ParticipantEvent {}

    /** The media of the answered branch has a seat in the conference. */
    record Seated() implements ParticipantEvent {}

    /** Its media cannot be agreed. */
    record MediaRefused(int status, String reason) implements ParticipantEvent {}

    /** The leg of a branch that had answered is over. */
    record LegEnded(int branch, Cause cause, int status, String reason) implements ParticipantEvent {}

    /** The media of the answered branch is gone for good. */
    record MediaLost(String reason) implements ParticipantEvent {}

    /** They are put on hold. */
    record Hold() implements ParticipantEvent {}

    /** They are taken off hold. */
    record Resume() implements ParticipantEvent {}

    /** We let them go: removed, cancelled, or the call ends. */
    record Dismissed(EndReason reason) implements ParticipantEvent {}
}
