package dev.tandem.call;

import dev.tandem.call.CallPlan.Destination;

/** What a {@link ParticipantMachine} wants done. */
sealed interface ParticipantAction {

    /** Offer media and send an INVITE; {@code Failed} follows when it cannot be done. */
    record Place(int branch, Destination destination) implements ParticipantAction {}

    /** End a branch: CANCEL while it rings, BYE when it has answered. */
    record Release(int branch) implements ParticipantAction {}

    /** Refuse the INVITE of whoever waits for an answer. */
    record Reject(int status, String text) implements ParticipantAction {}

    /** Let the call hear a branch before it answers. */
    record HearEarly(int branch, String sdp) implements ParticipantAction {}

    /** Accept a branch's answer and sit down; {@code Seated} or {@code MediaRefused} follows. */
    record TakeSeat(int branch, String sdp) implements ParticipantAction {}

    /** Send 200 to whoever waits for it and have them sit down; {@code Seated} follows. */
    record AnswerCaller() implements ParticipantAction {}

    /** Part them from the others. */
    record Isolate() implements ParticipantAction {}

    /** Bring them back to the others. */
    record Reunite() implements ParticipantAction {}

    /** Tell the call that they ring, or what else their provisional response says. */
    record ReportRinging(int status) implements ParticipantAction {}

    /** Tell the call that they are in. */
    record ReportJoined() implements ParticipantAction {}

    /** Tell the call that they will not be in. */
    record ReportNotJoined(EndReason reason, int status, String text) implements ParticipantAction {}

    /** Tell the call that they were in and are no more. */
    record ReportLeft(EndReason reason, int status, String text) implements ParticipantAction {}
}
