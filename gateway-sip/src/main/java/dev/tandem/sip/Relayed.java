package dev.tandem.sip;

import java.util.List;

/**
 * What of an INVITE concerns the other leg beside number and media (RFC 3323, RFC 3325).
 *
 * @param anonymous whether the caller is to be shown to nobody
 * @param assertedNumber the number of an anonymous caller, for carriers only; empty when it is not known
 * @param headers what goes on as it came
 */
public record Relayed(boolean anonymous, String assertedNumber, List<PassedHeader> headers) {
    /** Nothing in particular. */
    public static final Relayed NOTHING = new Relayed(false, "", List.of());

    /** Copies the headers, so that it is a value. */
    public Relayed {
        headers = List.copyOf(headers);
    }
}
