package dev.tandem.trunk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.route.Route;
import dev.tandem.route.Trunk;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Trunks and routes as Azure's SIP routing clients see them. */
@Path("/sip")
@Produces(MediaType.APPLICATION_JSON)
@AcsApi({"2023-03-01"})
@Tag(name = "SIP routing")
@Blocking
public class SipResource {

    private static final String HEALTH = "trunks/health";

    private final RoutingConfiguration configuration;
    private final TrunkHealths healths;
    private final Clock clock;

    /** Made by the container. */
    @Inject
    public SipResource(RoutingConfiguration configuration, TrunkHealths healths, Clock clock) {
        this.configuration = configuration;
        this.healths = healths;
        this.clock = clock;
    }

    /**
     * All of it.
     *
     * @param trunks by FQDN
     * @param routes in the order they are tried
     */
    public record SipConfiguration(Map<String, SipTrunk> trunks, List<SipRoute> routes) {

        static SipConfiguration of(TrunksAndRoutes routing) {
            return of(routing, trunk -> null);
        }

        static SipConfiguration of(TrunksAndRoutes routing, Function<Trunk, @Nullable HealthBody> health) {
            Map<String, SipTrunk> trunks = new LinkedHashMap<>();
            routing.trunks()
                    .forEach(trunk -> trunks.put(trunk.name(), new SipTrunk(trunk.port(), health.apply(trunk))));
            return new SipConfiguration(
                    trunks, routing.routes().stream().map(SipRoute::of).toList());
        }
    }

    /**
     * A trunk.
     *
     * @param sipSignalingPort its port
     * @param health how it does, where it was asked for
     */
    public record SipTrunk(
            int sipSignalingPort,
            @Schema(readOnly = true) @Nullable HealthBody health) {}

    /**
     * A route.
     *
     * @param name unique
     * @param description for people
     * @param numberPattern regular expression
     * @param trunks FQDNs; an empty list when it has none, which clients rely on
     */
    public record SipRoute(String name, @Nullable String description, String numberPattern, List<String> trunks) {

        /** A route as it is shown. */
        public static SipRoute of(Route row) {
            return new SipRoute(
                    row.name(), row.description().orElse(null), row.pattern().text(), row.trunks());
        }
    }

    /** Trunks and routes. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "Get trunks and routes", operationId = "getSipConfiguration")
    public SipConfiguration get(
            @Parameter(description = "trunks/health: with the health of each trunk") @QueryParam("expand") @Nullable String expand) {
        if (expand == null || expand.isEmpty()) {
            return SipConfiguration.of(configuration.current());
        }
        if (!expand.equals(HEALTH)) {
            throw AcsException.badRequest("expand can only be " + HEALTH + ".", "expand");
        }
        Instant now = clock.instant();
        return SipConfiguration.of(configuration.current(), trunk -> HealthBody.of(healths.health(trunk.name()), now));
    }

    /** Changes trunks and routes by a merge patch. */
    @PATCH
    @Requires(Permission.ADMIN)
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(summary = "Change trunks and routes", operationId = "updateSipConfiguration")
    public SipConfiguration update(
            @RequestBody(content = @Content(schema = @Schema(implementation = SipConfiguration.class))) @Nullable JsonNode patch) {
        if (patch == null) {
            throw AcsException.badRequest("The request has no body.");
        }
        return SipConfiguration.of(configuration.change(new SipPatch(patch)::appliedTo));
    }
}
