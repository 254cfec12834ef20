package dev.tandem.toll;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which numbers may be called at all: of the configured places, and of no special kind unless that is opened. */
final class Destinations {

    private final List<String> prefixes;
    private final List<String> opened;
    private final Function<String, Optional<String>> special;

    /**
     * The destinations of some limits.
     *
     * @param special what makes a number dear, in words such as {@code premium rate}; empty for an ordinary one
     */
    Destinations(TollLimits limits, Function<String, Optional<String>> special) {
        prefixes = limits.prefixes();
        opened = limits.opened();
        this.special = special;
    }

    /** Why a number is not called, as a sentence; empty when it may be. */
    Optional<String> objection(String e164) {
        if (isIn(opened, e164)) {
            return Optional.empty();
        }
        if (!prefixes.isEmpty() && !isIn(prefixes, e164)) {
            return Optional.of("Numbers such as " + e164 + " are outside of the allowed prefixes");
        }
        return special.apply(e164).map(kind -> e164 + " is a " + kind + " number, which is not called");
    }

    private static boolean isIn(List<String> prefixes, String e164) {
        for (String prefix : prefixes) {
            if (e164.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
