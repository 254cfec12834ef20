package dev.tandem.access;

import dev.tandem.access.body.RequestBodies;
import dev.tandem.access.quota.RequestQuotas;
import dev.tandem.acs.AcsException;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Principal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.Clock;

/**
 * Who may call an operation, and how often: decided by what the matched method requires, never by how the path was spelt. On
 * the event loop, before anything of the request takes a worker.
 */
@Singleton
class OperationAdmission {

    private final Operations operations;
    private final Authenticator authenticator;
    private final CurrentPrincipal principal;
    private final RequestQuotas quotas;
    private final RequestBodies bodies;
    private final Clock clock;

    @Inject
    OperationAdmission(
            Operations operations,
            Authenticator authenticator,
            CurrentPrincipal principal,
            RequestQuotas quotas,
            RequestBodies bodies,
            Clock clock) {
        this.operations = operations;
        this.authenticator = authenticator;
        this.principal = principal;
        this.quotas = quotas;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Refuses who may not; completes when the request's body is here. */
    Uni<Void> admit(ResourceInfo matched, RoutingContext context) {
        Operation operation = operations.of(matched);
        try {
            operation.required().ifPresent(required -> admit(operation, required));
            return operation.streamed()
                    ? Uni.createFrom().voidItem()
                    : bodies.whole(context, operation.required().isEmpty());
        } catch (AcsException refusal) {
            RequestBodies.discard(context.request());
            throw refusal;
        }
    }

    private void admit(Operation operation, Permission required) {
        Principal known = principal.get().orElseThrow(authenticator::unauthenticated);
        if (!known.may(required)) {
            throw refusal(known, required);
        }
        quotas.spend(known.name(), operation.family(), clock.instant());
    }

    static AcsException refusal(Principal known, Permission required) {
        return AcsException.forbidden(
                known.kind() == Principal.Kind.USER
                        ? "A user access token does not allow this; sign with an access key."
                        : "The permissions of this key or token do not allow this; it needs " + required.word() + ".");
    }
}
