package dev.tandem.event;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.config.TandemConfig;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.tenant.Tenant;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who wants which events. */
@Path("/eventSubscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
@Blocking
public class SubscriptionResource {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private final Subscriptions subscriptions;
    private final SubscriptionHandshake handshake;
    private final OutboundGuard guard;
    private final Tenant tenant;
    private final TandemConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Made by the container. */
    @Inject
    public SubscriptionResource(
            Subscriptions subscriptions,
            SubscriptionHandshake handshake,
            OutboundGuard guard,
            Tenant tenant,
            TandemConfig config,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.handshake = handshake;
        this.guard = guard;
        this.tenant = tenant;
        this.config = config;
        this.clock = clock;
    }

    /**
     * All subscriptions; there are few.
     *
     * @param value the subscriptions, by name
     */
    public record SubscriptionList(List<SubscriptionBody> value) {}

    /** The subscriptions. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "List event subscriptions", operationId = "listEventSubscriptions")
    public SubscriptionList list() {
        return new SubscriptionList(subscriptions.all(tenant.id()).stream()
                .map(subscription -> SubscriptionBody.of(subscription, Optional.empty()))
                .toList());
    }

    /** One subscription. */
    @GET
    @Requires(Permission.READ)
    @Path("/{name}")
    @Operation(summary = "Get an event subscription", operationId = "getEventSubscription")
    public SubscriptionBody get(@PathParam("name") String name) {
        return SubscriptionBody.of(present(name), Optional.empty());
    }

    /** Makes or replaces a subscription, once its endpoint agrees. */
    @PUT
    @Requires(Permission.ADMIN)
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create or replace an event subscription",
            description = "The endpoint must answer the validation event (eventGrid) or the OPTIONS request"
                    + " (cloudEvents). The secret is answered when it is new, and never again.",
            operationId = "putEventSubscription")
    @APIResponseSchema(value = SubscriptionBody.class, responseCode = "200")
    public Response put(@PathParam("name") String name, @Nullable SubscriptionBody body) {
        if (body == null || !NAME.matcher(name).matches()) {
            throw AcsException.badRequest(
                    "A subscription needs a body and a name of letters, digits, '-' and '_', 64 at most.");
        }
        Optional<Subscription> before = subscriptions.find(tenant.id(), name);
        if (before.isEmpty()) {
            refuseTooMany();
        }
        Subscription subscription = read(name, body, before);
        agree(subscription);
        subscriptions.put(tenant.id(), subscription);
        String secret = subscription.signing().current();
        boolean isNew = before.isEmpty() || !before.get().signing().current().equals(secret);
        return Response.status(before.isEmpty() ? Response.Status.CREATED : Response.Status.OK)
                .entity(SubscriptionBody.of(subscription, isNew ? Optional.of(secret) : Optional.empty()))
                .build();
    }

    private void refuseTooMany() {
        int most = config.limits().eventSubscriptions();
        if (subscriptions.all(tenant.id()).size() >= most) {
            throw AcsException.forbidden("There are " + most + " event subscriptions, as many as allowed.");
        }
    }

    private Subscription read(String name, SubscriptionBody body, Optional<Subscription> before) {
        Optional<String> secret = body.readSecret();
        SigningSecrets signing = before.map(Subscription::signing)
                .map(old -> secret.map(given -> old.replacedBy(given, clock.instant()))
                        .orElse(old))
                .or(() -> secret.map(SigningSecrets::of))
                .orElseGet(() -> SigningSecrets.fresh(random));
        return new Subscription(
                name,
                body.readEndpoint(),
                body.readEnvelope(),
                body.readTypes(),
                body.readFilters(),
                signing,
                before.map(Subscription::createdAt).orElseGet(() -> clock.instant()));
    }

    private void agree(Subscription subscription) {
        URI endpoint = subscription.endpoint();
        guard.objection(endpoint).ifPresent(objection -> {
            throw AcsException.badRequest("The endpoint " + objection + ".", "endpoint");
        });
        handshake
                .objection(subscription.name(), endpoint, subscription.envelope())
                .ifPresent(objection -> {
                    throw new AcsException(
                            400,
                            AcsError.of("EndpointValidationFailed", objection).at("endpoint"));
                });
    }

    /** Removes a subscription and what is on its way to it. */
    @DELETE
    @Requires(Permission.ADMIN)
    @Path("/{name}")
    @Operation(summary = "Delete an event subscription", operationId = "deleteEventSubscription")
    public void delete(@PathParam("name") String name) {
        if (!subscriptions.delete(tenant.id(), name)) {
            throw missing(name);
        }
    }

    /** Changes the secret; the one before signs beside it for another day. */
    @POST
    @Requires(Permission.ADMIN)
    @Path("/{name}/:rotateSecret")
    @Operation(summary = "Change the signing secret", operationId = "rotateEventSubscriptionSecret")
    public SubscriptionBody rotate(@PathParam("name") String name) {
        Subscription old = present(name);
        String secret = SigningSecrets.fresh(random).current();
        Subscription rotated = old.with(old.signing().replacedBy(secret, clock.instant()));
        subscriptions.put(tenant.id(), rotated);
        return SubscriptionBody.of(rotated, Optional.of(secret));
    }

    private Subscription present(String name) {
        return subscriptions.find(tenant.id(), name).orElseThrow(() -> missing(name));
    }

    private static AcsException missing(String name) {
        return AcsException.notFound("The event subscription " + name);
    }
}
