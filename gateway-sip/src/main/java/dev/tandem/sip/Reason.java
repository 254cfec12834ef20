package dev.tandem.sip;

/**
 * Why a request was sent, as a Reason header says it (RFC 3326), e.g. {@code Q.850;cause=16;text="Normal call clearing"}.
 *
 * @param value one line, at most {@value #LENGTH_MAX} characters
 */
public record Reason(String value) {
    /** More than this is nobody's reason. */
    public static final int LENGTH_MAX = 1_024;

    /** What a phone is told that stops ringing because another one was answered (section 3.1). */
    public static final Reason COMPLETED_ELSEWHERE = sip(200, "Call completed elsewhere");

    /** A final response in another leg. */
    public static Reason sip(int status, String phrase) {
        String text = phrase.replace("\\", "").replace("\"", "");
        return new Reason("SIP;cause=" + status + (text.isEmpty() ? "" : ";text=\"" + text + "\""));
    }
}
