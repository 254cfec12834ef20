package dev.tandem.sip.admission;

import java.util.List;

/**
 * A final response to send: what differs from the request's own headers.
 *
 * @param status 200 to 699
 * @param phrase the reason phrase; our words, never a parser's
 * @param headers headers to add, in order; a name may come several times
 */
public record Reply(int status, String phrase, List<Header> headers) {

    /** One header to add. */
    public record Header(String name, String value) {}

    /** Copies the headers, so that a reply is a value. */
    public Reply {
        headers = List.copyOf(headers);
    }

    /** A reply without headers of its own. */
    public static Reply of(int status, String phrase) {
        return new Reply(status, phrase, List.of());
    }
}
