package dev.tandem.principal;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.tenant.Tenant;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Who makes the present request, and in which tenant. */
@RequestScoped
public class CurrentPrincipal {

    private static final String KEY = Principal.class.getName();

    private final CurrentVertxRequest request;
    private final Tenant tenant;

    /** Made by the container. */
    @Inject
    public CurrentPrincipal(CurrentVertxRequest request, Tenant tenant) {
        this.request = request;
        this.tenant = tenant;
    }

    /** Says who makes a request, before anything asks. */
    public static void set(RoutingContext request, Principal principal) {
        request.put(KEY, principal);
    }

    /** The principal; empty on public paths. */
    public Optional<Principal> get() {
        RoutingContext context = request.getCurrent();
        return Optional.ofNullable(context == null ? null : context.get(KEY));
    }

    /** The tenant that the request's resources belong to. */
    public String tenant() {
        return tenant.id();
    }

    /** Who it is, for audit trails; {@code nobody} on public paths. */
    public String name() {
        return get().map(Principal::name).orElse("nobody");
    }

    /** Whether a user's access token was used. */
    public boolean isUser() {
        return user().isPresent();
    }

    /** The user whose access token was used. */
    public Optional<AddressOfRecord> user() {
        return get().flatMap(Principal::user);
    }
}
