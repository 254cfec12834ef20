package dev.tandem.sip;

/**
 * An INVITE refused before it became a call.
 *
 * @param callId the Call-ID header
 * @param source address and port it came from
 * @param dialled user part of the Request-URI, possibly empty
 * @param caller user part of From, possibly empty
 * @param status the SIP status it was answered with
 * @param reason why, in words an administrator understands
 */
public record RefusedInvite(String callId, String source, String dialled, String caller, int status, String reason) {}
