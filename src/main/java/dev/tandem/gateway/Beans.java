package dev.tandem.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.application.IncomingCallContexts;
import dev.tandem.application.Reports;
import dev.tandem.call.CallDirectory;
import dev.tandem.config.TandemConfig;
import dev.tandem.sip.BindingStore;
import dev.tandem.sip.registrar.InMemoryBindings;
import dev.tandem.store.DataDirectory;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

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
    IncomingCallContexts incomingCallContexts(DataDirectory data) {
        return new IncomingCallContexts(data.secret("keys/call-context-key", Beans::secret));
    }

    @Produces
    @Singleton
    Reports reports(ObjectMapper json, Clock clock, IncomingCallContexts contexts) {
        return new Reports(json, clock, contexts);
    }

    private static byte[] secret() {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        return octets;
    }
}
