package dev.tandem.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.number.E164;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The simulated carrier over REST. */
@Path("/demo/calls")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Demo")
@Blocking
public class DemoResource {

    private final Demo demo;

    DemoResource(Demo demo) {
        this.demo = demo;
    }

    /**
     * What to dial.
     *
     * @param to a number we own, +E.164
     * @param from the caller's number; a fictitious one when left out
     * @param say {@code welcome} (the default) or {@code echo}, to echo at once
     */
    public record PlaceCall(
            @Nullable String to,
            @Nullable String from,
            @Nullable String say) {}

    /** The call that was placed, as {@code GET /calls/{id}} shows it on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlacedCall(String id, String to, String from) {}

    /** What the carrier's ends of the present calls heard. */
    public record Heard(java.util.List<HeardCall> value) {}

    /** One of the carrier's calls. */
    public record HeardCall(String digits, long heardMillis) {}

    /** Has the carrier dial one of our numbers. */
    @POST
    @Requires(Permission.CALLS)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Have the simulated carrier dial a number we own; GET /calls/{id} tells how it goes")
    @APIResponseSchema(value = PlacedCall.class, responseCode = "202")
    public Response place(@Nullable PlaceCall call) {
        if (call == null || call.to() == null || E164.parse(call.to()).isEmpty()) {
            throw AcsException.badRequest("The number to dial must be +E.164.", "to");
        }
        String from = call.from() == null ? Demo.CALLER : call.from();
        if (E164.parse(from).isEmpty()) {
            throw AcsException.badRequest("The caller's number must be +E.164.", "from");
        }
        String say = call.say() == null ? "welcome" : call.say();
        if (!say.equals("welcome") && !say.equals("echo")) {
            throw AcsException.badRequest("The carrier can say welcome or echo.", "say");
        }
        String id = demo.place(call.to(), from, say.equals("welcome"));
        return Response.accepted(new PlacedCall(id, call.to(), from)).build();
    }

    /** What the carrier hears now. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "The simulated carrier's own calls: digits pressed and audio heard so far")
    public Heard heard() {
        return new Heard(demo.heard());
    }

    static AcsException unavailable(String message) {
        return new AcsException(503, AcsError.of("ServiceUnavailable", message));
    }
}
