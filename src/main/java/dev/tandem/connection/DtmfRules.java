package dev.tandem.connection;

import java.time.Duration;
import java.util.Set;

/**
 * When enough keys were pressed.
 *
 * @param tonesMax how many at most
 * @param stopTones keys that end it and do not count
 * @param mayInterrupt whether a key stops the prompt; else keys during it are ignored
 * @param initialSilence how long after the prompt the first key may take
 * @param interTone how long each further one may take
 */
public record DtmfRules(
        int tonesMax, Set<Character> stopTones, boolean mayInterrupt, Duration initialSilence, Duration interTone) {

    /** Copies the set, so that it is a value. */
    public DtmfRules {
        stopTones = Set.copyOf(stopTones);
    }
}
