package dev.tandem.repeat;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request headers, checked. Pure. */
final class RepeatabilityHeaders {

    static final String REQUEST_ID = "Repeatability-Request-ID";
    static final String FIRST_SENT = "Repeatability-First-Sent";
    static final String RESULT = "Repeatability-Result";

    /** How far a client's clock may be ahead of ours. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** The official clients send GUIDs; the standard allows any opaque text. */
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private RepeatabilityHeaders() {}

    /**
     * The request's id; refuses headers that do not make it repeatable.
     *
     * @param window how long ids are remembered
     */
    static String read(@Nullable String id, @Nullable String firstSent, Instant now, Duration window) {
        if (id == null || !ID.matcher(id).matches()) {
            throw AcsException.badRequest(REQUEST_ID + " must be 1-128 visible characters.", REQUEST_ID);
        }
        Duration age = Duration.between(date(firstSent), now);
        // Older: it may have been answered and forgotten, and must not be done again.
        if (age.compareTo(window) > 0 || age.plus(CLOCK_SKEW).isNegative()) {
            throw new AcsException(
                    412,
                    AcsError.of(
                                    "PreconditionFailed",
                                    "The request was first sent too long ago or in the future; requests are remembered"
                                            + " for " + window.toSeconds() + " seconds.")
                            .at(FIRST_SENT));
        }
        return id;
    }

    private static Instant date(@Nullable String text) {
        try {
            return ZonedDateTime.parse(text == null ? "" : text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException malformed) {
            throw AcsException.badRequest(
                    FIRST_SENT + " must be an HTTP date, as Sat, 21 Nov 2026 12:00:00 GMT.", FIRST_SENT);
        }
    }
}
