package dev.tandem.sip.message;

import java.util.List;

/** What this user agent can do, as it says so in its messages (RFC 3261, sections 11.2, 20.5 and 20.37). */
public final class Capabilities {
    /** The methods we handle. */
    public static final List<String> METHODS =
            List.of("INVITE", "ACK", "CANCEL", "BYE", "UPDATE", "INFO", "OPTIONS", "REGISTER");

    /** The option tags we understand. */
    public static final List<String> EXTENSIONS = List.of("timer", "path", "outbound");

    /** The value of Allow. */
    public static final String ALLOW = String.join(", ", METHODS);

    /** The value of Supported. */
    public static final String SUPPORTED = String.join(", ", EXTENSIONS);

    private Capabilities() {}

    /** What a message of ours says that makes a dialog or refreshes its target. */
    public static List<Header> headers(String contact) {
        return List.of(new Header("Contact", contact), new Header("Allow", ALLOW), new Header("Supported", SUPPORTED));
    }

    /** The response to OPTIONS. */
    public static OutgoingResponse response() {
        return OutgoingResponse.of(200, "OK")
                .with("Accept", "application/sdp, multipart/mixed, application/dtmf-relay, application/dtmf")
                .with("Allow", ALLOW)
                .with("Supported", SUPPORTED);
    }

    /** The response to a method we do not handle. */
    public static OutgoingResponse notAllowed() {
        return OutgoingResponse.of(405, "Method Not Allowed").with("Allow", ALLOW);
    }
}
