package dev.tandem.sip.transaction;

import dev.tandem.sip.SipLegEvent.Cause;

/**
 * Why something can not go on.
 *
 * @param cause what went wrong
 * @param status the SIP status it amounts to (RFC 3261, section 8.1.3.1)
 * @param reason in words
 */
public record Failure(Cause cause, int status, String reason) {

    /** A request or response could not be sent. */
    public static final Failure UNSENT = new Failure(Cause.TRANSPORT, 503, "the connection is gone");

    /** Nobody answered a request for 64*T1. */
    public static final Failure NO_RESPONSE = new Failure(Cause.TIMEOUT, 408, "no response in time");
}
