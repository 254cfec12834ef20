package dev.tandem.toll;

import java.util.Locale;

/** What may be tripped over. */
public enum TollRule {
    /** The payer is blocked since an earlier trip. */
    BLOCKED,
    /** The number is of a kind, or of a place, that is not called. */
    DESTINATION,
    CALLS_AT_ONCE,
    CALLS_PER_MINUTE,
    MINUTES_PER_DAY;

    /** The name in metrics and events. */
    public String wire() {
        StringBuilder camel = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_")) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }
}
