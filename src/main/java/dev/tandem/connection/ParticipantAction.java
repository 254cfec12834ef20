package dev.tandem.connection;

import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.EndReason;

/** What a {@link ParticipantMachine} wants done. */
sealed interface ParticipantAction {

    /** Offer media and send an INVITE; {@code Failed} follows when it cannot be done. */
    record Place(int branch, Destination destination) implements ParticipantAction {}

    /** End a branch: CANCEL while it rings, BYE when it had answered. */
    record Release(int branch) implements ParticipantAction {}

    /** Take the branch's answer and a seat; {@code Seated} or {@code MediaRefused} follows. */
    record TakeSeat(int branch, String sdp) implements ParticipantAction {}

    /** Part them from the conference without ending the leg. */
    record Isolate() implements ParticipantAction {}

    /** Bring them back into the conference. */
    record Reunite() implements ParticipantAction {}

    /** They are in. */
    record ReportJoined() implements ParticipantAction {}

    /** They will not be in. */
    record ReportNotJoined(EndReason reason, int status, String text) implements ParticipantAction {}

    /** They were in and are no more. */
    record ReportLeft(EndReason reason, int status, String text) implements ParticipantAction {}
}
