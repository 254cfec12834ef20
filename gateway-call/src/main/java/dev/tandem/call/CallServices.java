package dev.tandem.call;

import java.time.Clock;
import java.time.Duration;

/**
 * What all calls use.
 *
 * @param participantsMax how many may be in one call or on the way into it
 */
public record CallServices(
        CallPorts ports,
        CallRouter router,
        CallDirectory directory,
        CallLog log,
        Applications applications,
        Clock clock,
        Patience patience,
        int participantsMax) {

    /**
     * How long calls wait.
     *
     * @param noAnswer for somebody to answer
     * @param application for an application to say what it wants
     */
    public record Patience(Duration noAnswer, Duration application) {}
}
