package dev.tandem.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.call.CallDirectory;
import dev.tandem.config.DataDirectory;
import dev.tandem.config.TandemConfig;
import dev.tandem.connection.IncomingCallContexts;
import dev.tandem.connection.Reports;
import dev.tandem.event.EventOutbox;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.sip.registrar.BindingStore;
import dev.tandem.sip.registrar.InMemoryBindings;
import dev.tandem.sip.trunk.Cidr;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** The plain objects of the modules below that the service shares. */
public class Beans {

    @Produces
    @Singleton
    BindingStore bindings(TandemConfig config) {
        return new InMemoryBindings(config.limits().bindings());
    }

    @Produces
    @Singleton
    CallDirectory calls(TandemConfig config) {
        return new CallDirectory(config.limits().calls());
    }

    @Produces
    @Singleton
    OutboundGuard outbound(TandemConfig config) {
        return new OutboundGuard(config.outbound().allowed().orElse(List.of()).stream()
                .map(text -> Cidr.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "tandem.outbound.allowed: " + text + " is not an address block")))
                .toList());
    }

    @Produces
    @Singleton
    IncomingCallContexts incomingCallContexts(DataDirectory data) {
        return new IncomingCallContexts(data.secret("keys/call-context-key", Beans::secret));
    }

    @Produces
    @Singleton
    Reports reports(ObjectMapper json, Clock clock, IncomingCallContexts contexts) {
        return new Reports(json, clock, contexts);
    }

    /** Nobody is told of anything while events cannot be delivered. */
    @Produces
    @DefaultBean
    @Singleton
    EventOutbox undelivered() {
        return event -> 0;
    }

    private static byte[] secret() {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        return octets;
    }
}
