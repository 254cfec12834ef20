package dev.tandem.number;

import java.time.Duration;

/** How long a search holds its numbers, how many it may hold, and how long a released number rests before it is sold again. */
public record InventorySettings(Duration hold, int quantityMax, Duration quarantine) {
    /** A stored search keeps its numbers in one column, which sets the ceiling. */
    private static final int QUANTITY_CEILING = 200;

    /** Sixteen minutes, a hundred numbers, no quarantine. */
    public static final InventorySettings DEFAULT = new InventorySettings(Duration.ofMinutes(16), 100, Duration.ZERO);

    /** Throws {@link IllegalArgumentException} for a hold that is not positive, a quantity out of 1 to 200 or a negative rest. */
    public InventorySettings {
        if (hold.isNegative() || hold.isZero() || quantityMax < 1 || quantityMax > QUANTITY_CEILING) {
            throw new IllegalArgumentException("hold must be positive and quantityMax within 1.." + QUANTITY_CEILING);
        }
        if (quarantine.isNegative()) {
            throw new IllegalArgumentException("quarantine must not be negative");
        }
    }
}
