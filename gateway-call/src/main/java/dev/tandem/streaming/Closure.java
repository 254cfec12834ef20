package dev.tandem.streaming;

/**
 * Why a connection to a bot is no more, or never was.
 *
 * @param code the HTTP status of a refusal, the code of a WebSocket close (RFC 6455, section 7.4), else 0
 * @param message for people
 */
record Closure(Reason reason, int code, String message) {

    /** Bot closed with this code: it has what it wanted. */
    static final int NORMAL = 1000;

    enum Reason {
        /** The URL may not be connected to. */
        FORBIDDEN_TARGET,
        /** Nobody there, or no TLS. */
        UNREACHABLE,
        /** It did not answer in time, or does not answer any more. */
        TIMEOUT,
        /** It answered the upgrade with another status. */
        REFUSED,
        /** It closed the WebSocket. */
        CLOSED,
        /** It broke the rules: garbage, too large, not reading. */
        VIOLATION,
        /** The connection went without a word. */
        LOST
    }
}
