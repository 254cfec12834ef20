package dev.tandem.call;

/**
 * What the final refusal of one leg becomes on another (RFC 3261, sections 8.1.3 and 16.7). What a hop says of our request,
 * our credentials or our capabilities is between it and us: repeated to the caller it would ask for what the caller never
 * sent, and without the header that says what. What the callee says goes on as it is.
 */
final class HopsAnswer {

    private HopsAnswer() {}

    /** The status another leg is told. */
    static int toldAs(int status) {
        return switch (status) {
            // The callee, or the network on their behalf.
            case 403, 404, 410, 433, 480, 484, 486, 488, 600, 603, 604, 606, 607 -> status;
            // The way there; the caller's transaction did not time out, but nobody answered.
            case 408, 485, 487, 491 -> 480;
            case 500, 502, 503, 504 -> status;
            // Our credentials, which the caller cannot better.
            case 401, 402, 407 -> 500;
            // Call-Info is a must with it (RFC 8688), and not ours to make up.
            case 608 -> 603;
            default -> ofClass(status);
        };
    }

    private static int ofClass(int status) {
        return switch (status / 100) {
            // We follow no redirection: where it leads, nobody has allowed the call.
            case 3 -> 480;
            case 4 -> 502;
            case 5 -> status == 501 || status == 505 || status == 513 || status == 580 ? 502 : 500;
            default -> 603;
        };
    }

    /** The phrase beside it: what the hop said, where that is not what is told. */
    static String phrase(int status, String phrase) {
        return toldAs(status) == status || status == 408 ? phrase : "Next hop said " + status + " " + phrase;
    }
}
