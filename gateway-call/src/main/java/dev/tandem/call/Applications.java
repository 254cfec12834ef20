package dev.tandem.call;

/** The applications that calls to their numbers are offered to. */
public interface Applications {

    /** The event that offers a call; made on call loops, never blocks. */
    OutboxEvent incomingCall(Offer offer);

    /**
     * A call that waits for an application's decision.
     *
     * @param application the name the number is assigned to
     * @param caller the caller's raw id
     * @param callerName the caller's display name, empty when there is none
     * @param dialled our number, +E.164
     */
    record Offer(String callId, String tenant, String application, String caller, String callerName, String dialled) {}
}
