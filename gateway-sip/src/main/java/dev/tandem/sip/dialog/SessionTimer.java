package dev.tandem.sip.dialog;

import java.util.Optional;

/**
 * The session timer two sides agreed on (RFC 4028).
 *
 * @param intervalSeconds Session-Expires
 * @param weRefresh whether the refreshes are ours to send
 */
public record SessionTimer(int intervalSeconds, boolean weRefresh) {
    /** The shortest interval we accept (section 5). */
    public static final int MIN_SE_SECONDS = 90;

    /** What we ask for. */
    public static final int WANTED_SECONDS = 1_800;

    /** What answers an INVITE or UPDATE from them: their interval; they refresh unless they asked us to (section 9). */
    public static Optional<SessionTimer> answering(Optional<String> sessionExpires, boolean theySupportTimer) {
        return interval(sessionExpires).map(seconds -> {
            boolean usAsked = refresher(sessionExpires).equals("uas");
            // A side that does not know timers cannot refresh: then we do (section 9, table 2).
            return new SessionTimer(seconds, usAsked || !theySupportTimer);
        });
    }

    /** What their 2xx to our INVITE or UPDATE set (section 7.2); empty: they want no timer. */
    public static Optional<SessionTimer> answered(Optional<String> sessionExpires) {
        return interval(sessionExpires)
                .map(seconds ->
                        new SessionTimer(seconds, !refresher(sessionExpires).equals("uas")));
    }

    /** Whether an interval is below our minimum, so that 422 is due (section 6). */
    public static boolean tooShort(Optional<String> sessionExpires) {
        return seconds(sessionExpires).filter(each -> each < MIN_SE_SECONDS).isPresent();
    }

    /** The interval a 422 asks for at least (section 5); 0 when it names none. */
    public static int minimum(Optional<String> minSe) {
        return seconds(minSe).orElse(0);
    }

    /** When we refresh: half-way (section 10). */
    public int refreshAfterSeconds() {
        return intervalSeconds / 2;
    }

    /** When we give up on their refresh: a little before the end (section 10). */
    public int expireAfterSeconds() {
        return intervalSeconds - Math.min(32, intervalSeconds / 3);
    }

    /** The Session-Expires value of our 2xx. */
    public String answerHeader() {
        return intervalSeconds + ";refresher=" + (weRefresh ? "uas" : "uac");
    }

    private static Optional<Integer> interval(Optional<String> header) {
        return seconds(header).map(each -> Math.max(each, MIN_SE_SECONDS));
    }

    private static Optional<Integer> seconds(Optional<String> header) {
        return header.map(value -> value.split(";", 2)[0].trim())
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    private static String refresher(Optional<String> header) {
        String value = header.orElse("").toLowerCase(java.util.Locale.ROOT).replace(" ", "");
        return value.contains("refresher=uas") ? "uas" : value.contains("refresher=uac") ? "uac" : "";
    }
}
