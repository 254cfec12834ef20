package dev.tandem.phonenumbers;

import dev.tandem.config.TandemConfig;
import dev.tandem.number.InventorySettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the inventory needs from the service around it. */
final class InventoryBeans {
    private InventoryBeans() {}

    @Produces
    @Singleton
    static InventorySettings settings(TandemConfig config) {
        return new InventorySettings(
                config.inventory().reservationHold(),
                InventorySettings.DEFAULT.quantityMax(),
                config.inventory().quarantine());
    }

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }
}
