package dev.tandem.sip.message;

/**
 * A response that was parsed.
 *
 * @param text see {@link IncomingMessage}
 * @param status 100 to 699
 * @param phrase the reason phrase
 * @param method see {@link IncomingMessage}
 * @param callId see {@link IncomingMessage}
 * @param cseq see {@link IncomingMessage}
 * @param fromTag our tag
 * @param toTag the tag of who responds: with the others it names a dialog (RFC 3261, section 12)
 * @param branch the branch of its top Via: the transaction it says it belongs to (section 17.1.3)
 * @param body see {@link IncomingMessage}
 */
public record IncomingResponse(
        MessageText text,
        int status,
        String phrase,
        String method,
        String callId,
        long cseq,
        String fromTag,
        String toTag,
        String branch,
        String body)
        implements IncomingMessage {

    /** Whether it accepts an INVITE. */
    public boolean acceptsInvite() {
        return status / 100 == 2 && method.equals("INVITE");
    }
}
