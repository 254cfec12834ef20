package dev.tandem.clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/**
 * The service's one clock; everybody else is given it. It counts whole milliseconds, because the database keeps no more: a
 * time is answered the same before it is stored and after.
 */
final class ServiceClock {

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
