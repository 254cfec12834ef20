package dev.tandem.sip.jain;

import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.message.MessageText;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.message.Message;

/**
 * A message as it arrived, kept with the parsed one on its way through the stack.
 *
 * @param from what it came over
 * @param replies what responses to it go over; for datagrams possibly another port
 */
record Arrival(MessageText text, Connection from, Connection replies) {

    static Arrival of(Message message) {
        return (Arrival) ((SIPMessage) message).getApplicationData();
    }

    static List<String> headers(Message message, String name) {
        return of(message).text().headers(name);
    }

    static Optional<String> header(Message message, String name) {
        return headers(message, name).stream().findFirst();
    }

    /** The body when it is SDP. */
    static Optional<String> sdp(Message message) {
        return body(message, "application/sdp");
    }

    static Optional<String> body(Message message, String type) {
        boolean isType = header(message, "Content-Type")
                .filter(each -> each.toLowerCase(Locale.ROOT).startsWith(type))
                .isPresent();
        byte[] content = message.getRawContent();
        return isType && content != null && content.length > 0
                ? Optional.of(new String(content, StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
