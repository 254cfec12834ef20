package dev.tandem.sip.jain;

import dev.tandem.sip.message.Body;
import dev.tandem.sip.message.OutgoingResponse;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;

/**
 * Puts responses of ours into the words of the stack.
 *
 * @param server what we call ourselves in Server
 */
record Responses(String server) {

    /** A response to a request; {@code toTag} is for one that has no To tag yet. */
    SIPResponse of(SIPRequest request, OutgoingResponse response, String toTag) {
        SIPResponse made = request.createResponse(response.status(), phrase(response));
        if (response.status() != 100 && made.getToTag() == null) {
            made.setToTag(toTag);
        }
        made.addHeader(new OwnHeaders(server, response.headers()));
        if (!response.body().isEmpty()) {
            add(made, response.body());
        }
        return made;
    }

    private static String phrase(OutgoingResponse response) {
        if (!response.phrase().isEmpty()) {
            return response.phrase();
        }
        String usual = SIPResponse.getReasonPhrase(response.status());
        return usual == null ? "Refused" : usual.strip();
    }

    private static void add(SIPResponse response, Body body) {
        try {
            int slash = body.type().indexOf('/');
            response.setContent(
                    body.text(),
                    new ContentType(body.type().substring(0, slash), body.type().substring(slash + 1)));
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
