package dev.tandem.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/** The one place that asks the machine for the date and time; everybody else is given this clock. */
final class SystemClock {

    private SystemClock() {}

    /** Ticks in milliseconds: databases keep microseconds, and what is answered now must be what is read later. */
    @Produces
    @Singleton
    static Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
