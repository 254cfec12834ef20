package dev.tandem.call;

import java.time.Clock;
import java.time.Duration;

/** What all calls share. */
public record Surroundings(
        CallPorts ports,
        CallRouter router,
        CallDirectory directory,
        CallLog log,
        Applications applications,
        Clock clock,
        Patience patience) {

    /**
     * How long calls wait.
     *
     * @param noAnswer for somebody to answer
     * @param application for an application to say what it wants
     */
    public record Patience(Duration noAnswer, Duration application) {}
}
