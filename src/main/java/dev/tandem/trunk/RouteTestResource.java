package dev.tandem.trunk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.NumberParameter;
import dev.tandem.call.CallPlan;
import dev.tandem.identity.RawId;
import dev.tandem.number.E164;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.route.InboundRouting;
import dev.tandem.route.NumberDirectory;
import dev.tandem.route.OutboundRouting;
import dev.tandem.route.Route;
import dev.tandem.route.Trunk;
import dev.tandem.route.TrunkChoice;
import dev.tandem.route.TrunkRing;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.BindingStore;
import dev.tandem.toll.TollPolicy;
import dev.tandem.trunk.SipResource.SipConfiguration;
import dev.tandem.trunk.SipResource.SipRoute;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a call would go, without placing it. */
@Path("/sip:testRoutesWithNumber")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "SIP routing")
@Blocking
public class RouteTestResource {

    private final NumberDirectory numbers;
    private final BindingStore bindings;
    private final TrunkDirectory trunks;
    private final RouteTable table;
    private final TollPolicy toll;
    private final TrunkHealths healths;
    private final Clock clock;

    /** Made by the container. */
    @Inject
    public RouteTestResource(
            NumberDirectory numbers,
            BindingStore bindings,
            TrunkDirectory trunks,
            RouteTable table,
            TollPolicy toll,
            TrunkHealths healths,
            Clock clock) {
        this.toll = toll;
        this.healths = healths;
        this.numbers = numbers;
        this.bindings = bindings;
        this.trunks = trunks;
        this.table = table;
        this.clock = clock;
    }

    /**
     * What would happen.
     *
     * @param matchingRoutes routes whose pattern matches, first tried first
     * @param destinations trunks, or for a number of our own identities or the application, in the order they are tried
     * @param callerId the number shown; only where an identity was given
     * @param refusal why the call would be refused
     * @param reasons every decision in words
     */
    @Schema(name = "RouteTest")
    public record RouteTest(
            List<SipRoute> matchingRoutes,
            List<String> destinations,
            @Nullable String callerId,
            @Nullable String refusal,
            List<String> reasons) {}

    /** Tries the stored routes, or those given. */
    @POST
    @Requires(Permission.READ)
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(summary = "See which routes a number would take, and why", operationId = "testRoutesWithNumber")
    public RouteTest test(
            @Parameter(description = "The dialled number, +E.164") @QueryParam("targetPhoneNumber") @Nullable String targetPhoneNumber,
            @Parameter(description = "Raw id of the identity that dials; none: trunks only")
                    @QueryParam("identity")
                    @Nullable String identity,
            @Parameter(description = "The caller ID the identity asks for") @QueryParam("callerId") @Nullable String callerId,
            @RequestBody(
                            description = "Routes to try instead of the stored ones, which stay",
                            content = @Content(schema = @Schema(implementation = SipConfiguration.class)))
                    @Nullable JsonNode draft) {
        List<Route> rules = RouteDraft.read(draft).orElseGet(table::rows);
        String number = number(targetPhoneNumber);
        List<SipRoute> matching = rules.stream()
                .filter(rule -> rule.pattern().matches(number))
                .map(SipRoute::of)
                .toList();
        return identity == null || identity.isEmpty()
                ? anybody(number, rules, matching)
                : caller(
                        user(identity),
                        number,
                        Optional.ofNullable(callerId).map(NumberParameter::withPlus),
                        rules,
                        matching);
    }

    private RouteTest anybody(String number, List<Route> rules, List<SipRoute> matching) {
        List<String> reasons = new ArrayList<>();
        List<Trunk> chosen = new TrunkChoice(() -> rules, trunks::inService).trunksFor(number, reasons);
        String refusal = chosen.isEmpty() ? "No route to that number" : null;
        return new RouteTest(matching, chosen.stream().map(Trunk::name).toList(), null, refusal, reasons);
    }

    private RouteTest caller(
            AddressOfRecord user,
            String number,
            Optional<String> callerId,
            List<Route> rules,
            List<SipRoute> matching) {
        TrunkRing looking =
                new TrunkRing(toll::peek, trunk -> healths.health(trunk).failing());
        InboundRouting inbound = new InboundRouting(numbers, bindings, trunks::inService, looking);
        OutboundRouting outbound = new OutboundRouting(numbers, () -> rules, trunks::inService, inbound, looking);
        CallPlan plan = outbound.plan(user, number, callerId, clock.instant());
        if (plan instanceof CallPlan.Ring ring) {
            List<String> names = ring.waves().stream()
                    .flatMap(wave -> wave.destinations().stream())
                    .map(CallPlan.Destination::name)
                    .toList();
            return new RouteTest(matching, names, ring.callerNumber(), null, ring.reasons());
        }
        if (plan instanceof CallPlan.Ask ask) {
            return new RouteTest(matching, List.of(ask.application()), null, null, ask.reasons());
        }
        if (plan instanceof CallPlan.Refuse refuse) {
            return new RouteTest(matching, List.of(), null, refuse.text(), refuse.reasons());
        }
        throw new AssertionError(plan);
    }

    private static String number(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(NumberParameter::withPlus)
                .flatMap(E164::parse)
                .map(E164::value)
                .orElseThrow(() -> AcsException.badRequest(
                        "targetPhoneNumber must be in E.164 form, such as %2B14255550123.", "targetPhoneNumber"));
    }

    private static AddressOfRecord user(String identity) {
        return RawId.parse(identity)
                .orElseThrow(() -> AcsException.badRequest(
                        "identity must be a raw id, such as 8:acs:{resource}_{user}.", "identity"));
    }
}
