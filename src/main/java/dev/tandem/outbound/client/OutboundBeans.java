package dev.tandem.outbound.client;

import dev.tandem.config.TandemConfig;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.sip.Cidr;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the guard from the configuration. */
public class OutboundBeans {

    @Produces
    @Singleton
    OutboundGuard guard(TandemConfig config) {
        return new OutboundGuard(config.outbound().allow().orElse(List.of()).stream()
                .map(OutboundBeans::block)
                .toList());
    }

    private static Cidr block(String text) {
        return Cidr.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "tandem.outbound.allow holds addresses and CIDR blocks, not: " + text));
    }
}
