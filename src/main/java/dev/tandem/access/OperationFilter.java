package dev.tandem.access;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Where {@link OperationAdmission} stands among the filters: first, and before the change to a worker. */
@Singleton
public class OperationFilter {

    private final Instance<OperationAdmission> admission;

    /** Made by the container, with the filters: before the configuration is read and the database there. */
    @Inject
    public OperationFilter(Instance<OperationAdmission> admission) {
        this.admission = admission;
    }

    /** Refuses who may not; completes when the request's body is here. */
    @ServerRequestFilter(nonBlocking = true, priority = Priorities.AUTHORIZATION)
    public Uni<Void> admit(ResourceInfo matched, RoutingContext context) {
        return admission.get().admit(matched, context);
    }
}
