package dev.tandem.sip.admission;

import java.util.List;

/**
 * A final response to send: what is not copied from the request.
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

    /** A reply with one header, given once per value. */
    public static Reply of(int status, String phrase, String header, List<String> values) {
        return new Reply(
                status,
                phrase,
                values.stream().map(value -> new Header(header, value)).toList());
    }
}
