package dev.tandem.call;

import dev.tandem.sip.SipLegEvent.Cause;
import java.util.Optional;

/** What happens to a participant of a call. Branches are numbered from 0 in the order they were placed. */
sealed interface ParticipantEvent {

    /** They are to be rung along this plan. */
    record Invited(CallPlan plan) implements ParticipantEvent {}

    /** They placed the call and wait for an answer; their leg is branch 0. */
    record Arrived() implements ParticipantEvent {}

    /** The call they placed is answered; their media is agreed. */
    record Accepted() implements ParticipantEvent {}

    /** The call they placed is refused. */
    record Refused(CallEnd why) implements ParticipantEvent {}

    /** A branch rings, or can be heard before it answers. */
    record Progressed(int branch, int status, Optional<String> sdp) implements ParticipantEvent {}

    /** A branch answered. */
    record Answered(int branch, String sdp) implements ParticipantEvent {}

    /** A branch refused, failed or could not be placed. */
    record Failed(int branch, int status, String reason) implements ParticipantEvent {}

    /** The media of the answered branch has a seat in the conference. */
    record Seated() implements ParticipantEvent {}

    /** Media cannot be agreed with the answered branch. */
    record MediaRefused(int status, String reason) implements ParticipantEvent {}

    /** The leg of a branch is over. */
    record LegEnded(int branch, Cause cause, int status, String reason) implements ParticipantEvent {}

    /** Their media is gone for good. */
    record MediaLost(String reason) implements ParticipantEvent {}

    /** They are to be parted from the others. */
    record Hold() implements ParticipantEvent {}

    /** They are to be with the others again. */
    record Resume() implements ParticipantEvent {}

    /** They are to go, or are not wanted any more. */
    record Dismissed(EndReason reason) implements ParticipantEvent {}
}
