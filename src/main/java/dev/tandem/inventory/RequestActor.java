package dev.tandem.inventory;

import dev.tandem.acs.CurrentPrincipal;
import dev.tandem.acs.Principal;
import dev.tandem.number.Actor;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;

/** Whoever makes the present request; Tandem itself where there is none. */
@ApplicationScoped
public class RequestActor implements Actor {
    private final CurrentPrincipal principal;

    RequestActor(CurrentPrincipal principal) {
        this.principal = principal;
    }

    @Override
    public String name() {
        boolean asked = Arc.container().requestContext().isActive();
        return asked ? principal.get().map(RequestActor::name).orElse(SYSTEM) : SYSTEM;
    }

    private static String name(Principal who) {
        return who.user().map(user -> "8:acs:" + user.userPart()).orElseGet(() -> switch (who.kind()) {
            case ACCESS_KEY -> "accessKey";
            case CONSOLE -> "console";
            case USER -> "user";
        });
    }
}
