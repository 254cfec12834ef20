package dev.tandem.sip.leg;

/** Where a leg is. */
public enum LegState {
    /** Our INVITE is out, nothing came back. */
    CALLING,
    /** An INVITE is here, nothing but 100 was answered. */
    PROCEEDING,
    /** There was a provisional response. */
    EARLY,
    /** We want to cancel, but must wait for a provisional response (section 9.1). */
    CANCEL_PENDING,
    /** CANCEL is out, the final response is not in. */
    CANCELLING,
    /** Our 200 is out, its ACK is not in. */
    ANSWERED,
    /** We want to send BYE, but must wait for the ACK (section 15). */
    BYE_PENDING,
    /** The dialog stands. */
    CONFIRMED,
    /** Our BYE is out. */
    RELEASING,
    /** Nothing is left. */
    TERMINATED
}
