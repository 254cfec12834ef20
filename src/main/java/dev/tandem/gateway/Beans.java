package dev.tandem.gateway;

import dev.tandem.call.CallDirectory;
import dev.tandem.config.TandemConfig;
import dev.tandem.sip.registrar.BindingStore;
import dev.tandem.sip.registrar.InMemoryBindings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

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
}
