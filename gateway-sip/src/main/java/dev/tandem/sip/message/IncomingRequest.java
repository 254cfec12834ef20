package dev.tandem.sip.message;

/**
 * A request that passed the checks and was parsed.
 *
 * @param received its text, and where it came from
 * @param method see {@link IncomingMessage}
 * @param callId see {@link IncomingMessage}
 * @param cseq see {@link IncomingMessage}
 * @param fromTag see {@link IncomingMessage}
 * @param toTag see {@link IncomingMessage}; empty: it is outside of any dialog
 * @param branch the branch of its top Via, which tells its retransmissions from copies that came another way
 * @param body see {@link IncomingMessage}
 */
public record IncomingRequest(
        RequestText received,
        String method,
        String callId,
        long cseq,
        String fromTag,
        String toTag,
        String branch,
        String body)
        implements IncomingMessage {

    @Override
    public MessageText text() {
        return received.text();
    }

    /** Whether it is an INVITE. */
    public boolean isInvite() {
        return method.equals("INVITE");
    }
}
