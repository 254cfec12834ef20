package dev.tandem.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code tandem.inventory.*}. */
public interface InventoryConfig {

    /** How long a search holds numbers. */
    @WithDefault("16m")
    @About(unit = "duration", value = "How long the numbers of a search stay reserved; Azure holds them 16 minutes.")
    Duration reservationHold();

    /** How long a released number rests. */
    @WithDefault("30d")
    @About(
            unit = "duration",
            value = "How long a released number rests before it is sold again, so that calls meant for its last holder"
                    + " fade away; 0s for not at all.")
    Duration quarantine();

    /** How long what is over is remembered. */
    @WithDefault("30d")
    @About(
            unit = "duration",
            value =
                    "How long searches, reservations and long-running operations can be asked for; Azure keeps them a month.")
    Duration history();

    /** {@code tandem.inventory.provider.*}. */
    NumberProviderConfig provider();
}
