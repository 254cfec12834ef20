package dev.tandem.sip.message;

/**
 * The body of a message of ours.
 *
 * @param type its media type; empty when there is no body
 * @param text what it says
 */
public record Body(String type, String text) {

    /** No body. */
    public static final Body NONE = new Body("", "");

    /** A session description. */
    public static Body sdp(String sdp) {
        return new Body("application/sdp", sdp);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
