package dev.tandem.sip.message;

import java.util.ArrayList;
import java.util.List;

/**
 * A response of ours: what is not copied from the request.
 *
 * @param status 100 to 699
 * @param phrase the reason phrase, one line; our words, never a parser's; empty for the one that RFC 3261 gives
 * @param headers headers to add, in order; a name may come several times
 * @param body the body
 */
public record OutgoingResponse(int status, String phrase, List<Header> headers, Body body) {

    /** Copies the headers, so that a response is a value. */
    public OutgoingResponse {
        phrase = Header.oneLine(phrase);
        headers = List.copyOf(headers);
    }

    /** A response with the usual phrase. */
    public static OutgoingResponse of(int status) {
        return of(status, "");
    }

    /** A response without headers of its own. */
    public static OutgoingResponse of(int status, String phrase) {
        return new OutgoingResponse(status, phrase, List.of(), Body.NONE);
    }

    /** A response with one header, given once per value. */
    public static OutgoingResponse of(int status, String phrase, String header, List<String> values) {
        List<Header> headers =
                values.stream().map(value -> new Header(header, value)).toList();
        return new OutgoingResponse(status, phrase, headers, Body.NONE);
    }

    /** The same with one more header. */
    public OutgoingResponse with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new OutgoingResponse(status, phrase, more, body);
    }

    /** The same with a body. */
    public OutgoingResponse with(Body other) {
        return new OutgoingResponse(status, phrase, headers, other);
    }
}
