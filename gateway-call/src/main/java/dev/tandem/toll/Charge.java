package dev.tandem.toll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a call costs those who pay for it, from the decision to its end. One that is not begun within {@link
 * TollPolicy#UNBEGUN_MAX} lapses, so that a plan that nobody carries out costs nothing. For any thread.
 */
public interface Charge {

    /** Of a call that costs nothing. */
    Charge NONE = new Charge() {
        @Override
        public void begun() {}

        @Override
        public void over(String trunk) {}

        @Override
        public Optional<Duration> answered(Instant now) {
            return Optional.empty();
        }

        @Override
        public void ended(Instant now) {}
    };

    /** It is being placed: whoever says this says {@link #ended} once. */
    void begun();

    /** It is tried over this trunk now. */
    void over(String trunk);

    /** It was answered. Returns how long it may last; empty for as long as it likes. */
    Optional<Duration> answered(Instant now);

    /** It is over; saying so again changes nothing. */
    void ended(Instant now);
}
