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

    private static final int SECONDS_MAX = 86_400;

    /** How many 422 in a row are obeyed. */
    public static final int RAISED_MAX = 3;

    /** What we ask for. */
    public static final int WANTED_SECONDS = 1_800;

    /** No 2xx of theirs makes us refresh more often than every 15 seconds. */
    private static final int REFRESHED_SECONDS_MIN = 30;

    /**
     * What answers an INVITE or UPDATE from them: their interval, never a longer one; they refresh unless they asked us to
     * (section 9). One that is too short is refused before, but by those who do not know timers, who get none.
     */
    public static Optional<SessionTimer> answering(Optional<String> sessionExpires, boolean theySupportTimer) {
        return seconds(sessionExpires).filter(each -> each >= MIN_SE_SECONDS).map(seconds -> {
            boolean usAsked = refresher(sessionExpires).equals("uas");
            // A side that does not know timers cannot refresh: then we do (section 9, table 2).
            return new SessionTimer(seconds, usAsked || !theySupportTimer);
        });
    }

    /** What their 2xx to our INVITE or UPDATE set (section 7.2); empty: they want no timer. */
    public static Optional<SessionTimer> answered(Optional<String> sessionExpires) {
        return seconds(sessionExpires)
                .map(seconds -> new SessionTimer(
                        Math.max(seconds, REFRESHED_SECONDS_MIN),
                        !refresher(sessionExpires).equals("uas")));
    }

    /** Whether an interval is below our minimum, so that 422 is due (section 6). */
    public static boolean tooShort(Optional<String> sessionExpires) {
        return seconds(sessionExpires).filter(each -> each < MIN_SE_SECONDS).isPresent();
    }

    /**
     * The interval a 422 asks for at least (section 7.3); empty when it asks for no more than it was offered, or for more
     * than a day.
     */
    public static Optional<Integer> minimum(Optional<String> minSe, int offeredMinSe) {
        return seconds(minSe).filter(wanted -> wanted > offeredMinSe && wanted <= SECONDS_MAX);
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
