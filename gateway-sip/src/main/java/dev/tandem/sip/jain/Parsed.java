package dev.tandem.sip.jain;

import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.MessageText;
import dev.tandem.sip.message.RequestText;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes from the stack's messages what the rest of the module reads of them. */
final class Parsed {
    private Parsed() {}

    static IncomingRequest request(SIPRequest message) {
        RequestText received = ((Arrival) message.getApplicationData()).text();
        return new IncomingRequest(
                received,
                message.getMethod(),
                message.getCallId().getCallId(),
                message.getCSeq().getSeqNumber(),
                text(message.getFromTag()),
                text(message.getToTag()),
                text(message.getTopmostVia().getBranch()),
                received.text().body());
    }

    static IncomingResponse response(SIPResponse message) {
        MessageText received = (MessageText) message.getApplicationData();
        return new IncomingResponse(
                received,
                message.getStatusCode(),
                text(message.getReasonPhrase()),
                message.getCSeq().getMethod(),
                message.getCallId().getCallId(),
                message.getCSeq().getSeqNumber(),
                text(message.getFromTag()),
                text(message.getToTag()),
                text(message.getTopmostVia().getBranch()),
                received.body());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
