package dev.tandem.call;

import dev.tandem.call.CallPlan.Destination;

/** What a {@link CallMachine} wants done. */
public sealed interface CallAction {

    /** Tell an application of the call; {@code Routed} or {@code HandedOver} follows. */
    record AskApplication(String application, String dialled) implements CallAction {}

    /** Offer media and send an INVITE; {@code Failed} follows when it cannot be done. */
    record Place(int branch, Destination destination, String callerNumber) implements CallAction {}

    /** End a branch: CANCEL while it rings, BYE when its answer came too late. */
    record Release(int branch) implements CallAction {}

    /** Tell the caller that it rings. */
    record Ring() implements CallAction {}

    /** Let the caller hear a branch before it answers. */
    record EarlyMedia(int branch, String sdp) implements CallAction {}

    /** Accept the branch's answer, answer the caller and bridge; {@code Bridged} or {@code MediaRefused} follows. */
    record Connect(int branch, String sdp) implements CallAction {}

    /** Refuse the caller. */
    record RejectCaller(int status, String reason) implements CallAction {}

    /** Send BYE to the caller. */
    record HangUpCaller() implements CallAction {}

    /** The call is over: write its record and let go of everything. */
    record Finish(EndReason reason, int sipStatus, String text) implements CallAction {}
}
