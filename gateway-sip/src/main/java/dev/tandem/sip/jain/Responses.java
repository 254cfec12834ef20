package dev.tandem.sip.jain;

import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.Tokens;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;

/** Responses of ours. Immutable. */
final class Responses {
    /** The methods we handle, as in Allow. */
    static final List<String> METHODS =
            List.of("INVITE", "ACK", "CANCEL", "BYE", "UPDATE", "INFO", "OPTIONS", "REGISTER");

    /** The option tags we understand, as in Supported. */
    static final List<String> EXTENSIONS = List.of("timer", "path", "outbound");

    static final String ALLOW = String.join(", ", METHODS);
    static final String SUPPORTED = String.join(", ", EXTENSIONS);

    private final String server;

    Responses(String server) {
        this.server = server;
    }

    /** A response with a To tag: the one of the request, or this. */
    SIPResponse of(SIPRequest request, int status, String phrase, String toTag) {
        SIPResponse response = request.createResponse(status, phrase.replaceAll("[\\p{Cntrl}]+", " "));
        if (status != 100 && response.getToTag() == null) {
            response.setToTag(toTag);
        }
        return with(response, "Server", server);
    }

    /** A response to a request of a dialog, or to one that makes none. */
    SIPResponse of(SIPRequest request, int status, String phrase) {
        return of(request, status, phrase, Tokens.tag());
    }

    /** A response as a decision wants it. */
    SIPResponse of(SIPRequest request, OutgoingResponse reply) {
        SIPResponse response = of(request, reply.status(), reply.phrase());
        reply.headers().forEach(header -> with(response, header.name(), header.value()));
        return response;
    }

    SIPResponse capabilities(SIPRequest request) {
        SIPResponse response = of(request, 200, "OK");
        with(response, "Accept", "application/sdp, application/dtmf-relay, application/dtmf");
        with(response, "Allow", ALLOW);
        return with(response, "Supported", SUPPORTED);
    }

    static SIPResponse with(SIPResponse response, String name, String value) {
        try {
            SIPHeader header = StringMsgParser.parseSIPHeader(name + ": " + value + "\r\n");
            response.addHeader((javax.sip.header.Header) header);
            return response;
        } catch (ParseException malformed) {
            throw new IllegalStateException("we wrote a header that cannot be read: " + name, malformed);
        }
    }

    static SIPResponse withSdp(SIPResponse response, String sdp) {
        try {
            response.setContent(sdp, new ContentType("application", "sdp"));
            return response;
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The phrase of a status, for refusals that only have a number. */
    static String phrase(int status) {
        String phrase = SIPResponse.getReasonPhrase(status);
        return phrase == null ? "Refused" : phrase.strip();
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
