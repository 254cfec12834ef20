package dev.tandem.operation;

import java.time.Duration;
import java.util.Set;

/**
 * When enough keys were pressed.
 *
 * @param tonesMax how many at most
 * @param stopTones keys that end it and do not count
 * @param interTone how long each after the first may take
 */
public record DtmfRules(int tonesMax, Set<Character> stopTones, Duration interTone) {

    /** Copies the set, so that it is a value. */
    public DtmfRules {
        stopTones = Set.copyOf(stopTones);
    }
}
