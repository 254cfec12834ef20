package dev.tandem.sip.jain;

import dev.tandem.sip.message.MessageText;
import dev.tandem.sip.message.RequestText;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/**
 * Of a message what the stack's transactions look at, parsed by it: all else is read from its text, and most of the cost of a
 * message was the stack's reading of it. Without the body.
 */
final class Excerpt {

    /** Contact, as the stack sends no INVITE without; events and Refer-To, as it answers requests that lack them. */
    private static final Set<String> LOOKED_AT = Set.of(
            "via",
            "from",
            "to",
            "call-id",
            "cseq",
            "max-forwards",
            "record-route",
            "route",
            "timestamp",
            "contact",
            "event",
            "subscription-state",
            "refer-to");

    private static final Set<String> LOOKED_AT_IN_OURS = Set.of(
            "via",
            "from",
            "to",
            "call-id",
            "cseq",
            "max-forwards",
            "route",
            "contact",
            "event",
            "subscription-state",
            "refer-to");

    private Excerpt() {}

    /** Of a response that arrived; empty when it cannot be read. */
    static Optional<SIPMessage> of(MessageText response) {
        return parse(response.excerpt(LOOKED_AT));
    }

    /** Of a request that arrived; empty when it cannot be read. */
    static Optional<SIPMessage> of(RequestText request) {
        return parse(StackText.quoted(request.text().excerpt(LOOKED_AT), request));
    }

    private static Optional<SIPMessage> parse(byte[] excerpt) {
        try {
            // A parser of its own, as the stack's keeps state; what it says of a bad message stays here.
            return Optional.ofNullable(new StringMsgParser()
                    .parseSIPMessage(excerpt, true, false, (problem, parsed, type, header, line) -> {
                        // Headers that no one needs may be broken; those that matter are checked afterwards.
                    }));
        } catch (ParseException | RuntimeException | StackOverflowError malformed) {
            return Optional.empty();
        }
    }

    /** Of a request of ours. */
    static SIPRequest ofOurs(byte[] request) {
        try {
            return (SIPRequest) new StringMsgParser()
                    .parseSIPMessage(MessageText.of(request).excerpt(LOOKED_AT_IN_OURS), true, false, null);
        } catch (ParseException malformed) {
            throw new IllegalStateException("we wrote a request that cannot be read", malformed);
        }
    }
}
