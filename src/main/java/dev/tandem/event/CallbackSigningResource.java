package dev.tandem.event;

import dev.tandem.principal.Anonymous;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.tenant.Tenant;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How receivers know that an event is ours. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
@Blocking
public class CallbackSigningResource {

    private final CallbackSigning signing;
    private final EventTokens tokens;
    private final Tenant tenant;

    /** Made by the container. */
    @Inject
    public CallbackSigningResource(CallbackSigning signing, EventTokens tokens, Tenant tenant) {
        this.signing = signing;
        this.tokens = tokens;
        this.tenant = tenant;
    }

    /**
     * The secret of callbacks, shown once.
     *
     * @param secret {@code whsec_…}, as Standard Webhooks libraries take it
     */
    public record Secret(String secret) {
        @Override
        public String toString() {
            return "Secret[hidden]";
        }
    }

    /** Where an OpenID Connect library finds the keys of our JWTs. */
    public record OpenIdConfiguration(String issuer, String jwks_uri) {}

    /** Makes callbacks signed, or changes their secret; the one before signs beside it for another day. */
    @POST
    @Requires(Permission.ADMIN)
    @Path("/callbackSigning/:rotate")
    @Operation(
            summary = "Make or change the secret that callbacks are signed with",
            operationId = "rotateCallbackSigning")
    public Secret rotate() {
        return new Secret(signing.rotate(tenant.id()).current());
    }

    /** OpenID Connect discovery, as far as checking a signature needs it. */
    @GET
    @Anonymous
    @Path("/.well-known/openid-configuration")
    @Operation(summary = "Issuer and keys of event JWTs", operationId = "openIdConfiguration")
    public OpenIdConfiguration openIdConfiguration() {
        return new OpenIdConfiguration(tokens.issuer(), tokens.issuer() + "/.well-known/jwks.json");
    }

    /** The public keys of our JWTs (RFC 7517). */
    @GET
    @Anonymous
    @Path("/.well-known/jwks.json")
    @Operation(summary = "Public keys of event JWTs", operationId = "jwks")
    public String jwks() {
        return tokens.keySet();
    }
}
