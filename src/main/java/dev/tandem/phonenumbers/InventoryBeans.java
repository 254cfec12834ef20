package dev.tandem.phonenumbers;

import dev.tandem.config.NumberProviderConfig;
import dev.tandem.config.TandemConfig;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.provider.CarrierSource;
import dev.tandem.number.provider.HttpNumberProvider;
import dev.tandem.number.provider.NumberProvider;
import dev.tandem.number.provider.ProviderSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

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

    /** Throws {@link IllegalArgumentException} for an unsafe URL, a bad name or a missing key, which ends the start. */
    @Produces
    @Singleton
    static CarrierSource carrier(TandemConfig config) {
        Optional<URI> url = config.inventory().provider().url();
        Optional<NumberProvider> provider =
                url.map(each -> settings(each, config.inventory().provider())).map(HttpNumberProvider::new);
        return new CarrierSource(provider);
    }

    private static ProviderSettings settings(URI url, NumberProviderConfig provider) {
        return new ProviderSettings(url, provider.key().orElse(""), provider.name(), provider.timeout());
    }
}
