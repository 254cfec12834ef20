package dev.tandem.streaming;

/**
 * What became of a stream, in the words of the MediaStreaming events.
 *
 * @param message for people; empty when all is well
 */
public record StreamUpdate(Status status, Details details, String message) {

    /** Which event it is. */
    public enum Status {
        STARTED("mediaStreamingStarted"),
        FAILED("mediaStreamingFailed"),
        STOPPED("mediaStreamingStopped");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** As events spell it. */
        public String word() {
            return word;
        }
    }

    /** Why. */
    public enum Details {
        SUBSCRIPTION_STARTED("subscriptionStarted"),
        CONNECTION_REESTABLISHED("streamConnectionReestablished"),
        CONNECTION_UNSUCCESSFUL("streamConnectionUnsuccessful"),
        CONNECTION_INTERRUPTED("streamConnectionInterrupted"),
        SUBSCRIPTION_STOPPED("subscriptionStopped"),
        SERVICE_SHUTDOWN("serviceShutdown"),
        AUTHENTICATION_FAILURE("authenticationFailure"),
        BAD_REQUEST("badRequest"),
        TOO_MANY_REQUESTS("tooManyRequests"),
        FORBIDDEN("forbidden"),
        SERVICE_TIMEOUT("serviceTimeout"),
        INITIAL_CONNECTION_FAILED("initialWebSocketConnectionFailed");

        private final String word;

        Details(String word) {
            this.word = word;
        }

        /** As events spell it. */
        public String word() {
            return word;
        }
    }

    static StreamUpdate started(Details details) {
        return new StreamUpdate(Status.STARTED, details, "");
    }

    static StreamUpdate stopped(Details details) {
        return new StreamUpdate(Status.STOPPED, details, "");
    }

    static StreamUpdate failed(Details details, String message) {
        return new StreamUpdate(Status.FAILED, details, message);
    }
}
