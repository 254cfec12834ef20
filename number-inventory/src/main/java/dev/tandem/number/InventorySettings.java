package dev.tandem.number;

import java.time.Duration;

/** How long a search holds its numbers, and how many numbers one search may hold. */
public record InventorySettings(Duration hold, int quantityMax) {
    /** A stored reservation keeps its numbers in one column, which sets the ceiling. */
    private static final int QUANTITY_CEILING = 200;

    /** Sixteen minutes and a hundred numbers. */
    public static final InventorySettings DEFAULT = new InventorySettings(Duration.ofMinutes(16), 100);

    /** Throws {@link IllegalArgumentException} for a hold that is not positive or a quantity out of 1 to 200. */
    public InventorySettings {
        if (hold.isNegative() || hold.isZero() || quantityMax < 1 || quantityMax > QUANTITY_CEILING) {
            throw new IllegalArgumentException("hold must be positive and quantityMax within 1.." + QUANTITY_CEILING);
        }
    }
}
