package dev.tandem.sip.jain;

import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.MessageText;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes from the stack's messages what the rest of the module reads of them. */
final class Parsed {
    private Parsed() {}

    static IncomingRequest request(SIPRequest message) {
        return new IncomingRequest(
                ((Arrival) message.getApplicationData()).text(),
                message.getMethod(),
                message.getCallId().getCallId(),
                message.getCSeq().getSeqNumber(),
                text(message.getFromTag()),
                text(message.getToTag()),
                text(message.getTopmostVia().getBranch()),
                body(message));
    }

    static IncomingResponse response(SIPResponse message) {
        return new IncomingResponse(
                (MessageText) message.getApplicationData(),
                message.getStatusCode(),
                text(message.getReasonPhrase()),
                message.getCSeq().getMethod(),
                message.getCallId().getCallId(),
                message.getCSeq().getSeqNumber(),
                text(message.getFromTag()),
                text(message.getToTag()),
                body(message));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String body(SIPMessage message) {
        byte @Nullable [] content = message.getRawContent();
        return content == null ? "" : new String(content, StandardCharsets.UTF_8);
    }
}
