package dev.tandem.trunk;

import dev.tandem.acs.AcsException;
import dev.tandem.acs.PageRequest;
import dev.tandem.config.TandemConfig;
import dev.tandem.host.PublicUrl;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.route.Trunk;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Trunks with everything that Azure's {@code /sip} has no word for. */
@Path("/trunks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trunks")
@Blocking
public class TrunkResource {

    private static final Logger LOG = Logger.getLogger(TrunkResource.class);

    private final RoutingConfiguration configuration;
    private final TrunkDirectory directory;
    private final PublicUrl publicUrl;
    private final boolean wideSources;

    /** Made by the container. */
    @Inject
    public TrunkResource(
            RoutingConfiguration configuration, TrunkDirectory directory, PublicUrl publicUrl, TandemConfig config) {
        this.wideSources = config.sip().wideSources();
        this.configuration = configuration;
        this.directory = directory;
        this.publicUrl = publicUrl;
    }

    /**
     * A page of trunks.
     *
     * @param value the trunks
     * @param nextLink URL of the next page, if there is one
     */
    public record TrunkPage(List<TrunkBody> value, @Nullable String nextLink) {}

    /** The trunks, by name. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "List trunks", operationId = "listTrunks")
    public TrunkPage list(@Context UriInfo request) {
        PageRequest page = PageRequest.of(request);
        List<Trunk> all = directory.inService();
        List<TrunkBody> value = all.stream()
                .skip(page.skip())
                .limit(page.top())
                .map(TrunkBody::of)
                .toList();
        int next = page.skip() + value.size();
        return new TrunkPage(value, next < all.size() ? publicUrl.nextLink(request, next) : null);
    }

    /** One trunk. */
    @GET
    @Requires(Permission.READ)
    @Path("/{name}")
    @Operation(summary = "Get a trunk", operationId = "getTrunk")
    public TrunkBody get(@PathParam("name") String name) {
        return configuration
                .current()
                .trunk(name)
                .or(() -> directory.standIn().filter(trunk -> trunk.name().equals(name)))
                .map(TrunkBody::of)
                .orElseThrow(() -> missing(name));
    }

    /** Makes a trunk or replaces it; a password left out stays as it was. */
    @PUT
    @Requires(Permission.ADMIN)
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create or replace a trunk", operationId = "putTrunk")
    @APIResponseSchema(value = TrunkBody.class, responseCode = "200")
    public Response put(@PathParam("name") String name, @Nullable TrunkBody body) {
        if (body == null) {
            throw AcsException.badRequest("The request has no body.");
        }
        AtomicBoolean made = new AtomicBoolean();
        TrunksAndRoutes after = configuration.change(routing -> {
            Optional<Trunk> before = routing.trunk(name);
            made.set(before.isEmpty());
            return routing.with(TrunkValidation.trunk(name, body, before, wideSources));
        });
        Trunk trunk = after.trunk(name).orElseThrow();
        if (trunk.keysInTheClear()) {
            LOG.warnf("Trunk %s: SRTP keys travel over %s, where they can be read", name, trunk.transport());
        }
        return Response.status(made.get() ? Response.Status.CREATED : Response.Status.OK)
                .entity(TrunkBody.of(trunk))
                .build();
    }

    /** Removes a trunk that no route uses. */
    @DELETE
    @Requires(Permission.ADMIN)
    @Path("/{name}")
    @Operation(summary = "Delete a trunk", operationId = "deleteTrunk")
    public void delete(@PathParam("name") String name) {
        configuration.change(routing -> {
            List<String> users = routing.routesTo(name);
            if (!users.isEmpty()) {
                throw AcsException.conflict("Routes send calls to the trunk " + name + ": " + String.join(", ", users)
                        + ". Change them first.");
            }
            if (routing.trunk(name).isEmpty()) {
                throw missing(name);
            }
            return routing.without(name);
        });
    }

    private static AcsException missing(String name) {
        return AcsException.notFound("The trunk " + name);
    }
}
