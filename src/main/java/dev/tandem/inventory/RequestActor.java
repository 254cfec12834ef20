package dev.tandem.inventory;

import dev.tandem.number.audit.Actor;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Principal;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;

/** Whoever makes the present request; Tandem itself where there is none. */
@ApplicationScoped
public class RequestActor implements Actor {
    private static final int NAME_MAX = 255;

    private final CurrentPrincipal principal;

    RequestActor(CurrentPrincipal principal) {
        this.principal = principal;
    }

    @Override
    public String name() {
        boolean asked = Arc.container().requestContext().isActive();
        return asked
                ? principal
                        .get()
                        .map(Principal::name)
                        .map(RequestActor::bounded)
                        .orElse(SYSTEM)
                : SYSTEM;
    }

    private static String bounded(String name) {
        return name.substring(0, Math.min(name.length(), NAME_MAX));
    }
}
