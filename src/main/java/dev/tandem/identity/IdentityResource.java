package dev.tandem.identity;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.config.TandemConfig;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.repeat.RepeatableRequest;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.DigestCredentials;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Identities, their access tokens and SIP passwords, as Azure's identity clients use them. */
@Path("/identities")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Identities")
@Blocking
public class IdentityResource {

    private static final Set<String> SCOPES = Set.of("chat", "chat.join", "chat.join.limited", "voip", "voip.join");
    private static final int MINUTES_MIN = 60;
    private static final int MINUTES_MAX = 1440;

    private final Identities identities;
    private final AccessTokens tokens;
    private final CurrentPrincipal principal;
    private final TandemConfig config;

    /** Made by the container. */
    @Inject
    public IdentityResource(
            Identities identities, AccessTokens tokens, CurrentPrincipal principal, TandemConfig config) {
        this.identities = identities;
        this.tokens = tokens;
        this.principal = principal;
        this.config = config;
    }

    /**
     * What to create.
     *
     * @param createTokenWithScopes scopes of a first token; none: no token
     * @param expiresInMinutes its life
     */
    public record CreateRequest(
            @Nullable List<String> createTokenWithScopes,
            @Nullable Integer expiresInMinutes) {}

    /**
     * What to issue.
     *
     * @param scopes scopes of the token
     * @param expiresInMinutes its life, 60-1440; default 1440
     */
    public record TokenRequest(
            @Nullable List<String> scopes, @Nullable Integer expiresInMinutes) {}

    /**
     * A token.
     *
     * @param token the JWT
     * @param expiresOn when it stops working
     */
    public record Token(String token, Instant expiresOn) {}

    /**
     * An identity on the wire.
     *
     * @param id {@code 8:acs:…}
     */
    public record IdentityId(String id) {}

    /**
     * A new identity.
     *
     * @param identity the identity
     * @param accessToken its first token, if one was asked for
     */
    public record Created(IdentityId identity, @Nullable Token accessToken) {}

    /**
     * What a softphone is set up with.
     *
     * @param username digest user name
     * @param password shown this once
     * @param domain SIP domain to register at
     */
    public record SipPassword(String username, String password, String domain) {}

    /** Makes an identity, and a token for it if scopes are given. */
    @POST
    @Requires(Permission.CALLS)
    @AcsApi({"2022-10-01", "2023-10-01"})
    @RepeatableRequest
    @Operation(summary = "Create an identity", operationId = "createIdentity")
    @APIResponseSchema(value = Created.class, responseCode = "201")
    public Response create(@Nullable CreateRequest request) {
        List<String> scopes = request == null ? null : request.createTokenWithScopes();
        if (request == null || scopes == null || scopes.isEmpty()) {
            return created(identities.create(), null);
        }
        // Checked before anything is made.
        List<String> checked = scopes(scopes, "createTokenWithScopes");
        Duration life = life(request.expiresInMinutes());
        AddressOfRecord aor = identities.create();
        return created(aor, token(aor, checked, life));
    }

    /** Deletes an identity; its tokens and registrations end. */
    @DELETE
    @Requires(Permission.CALLS)
    @Path("/{id}")
    @AcsApi({"2022-10-01", "2023-10-01"})
    @Operation(summary = "Delete an identity", operationId = "deleteIdentity")
    public void delete(@PathParam("id") String id) {
        identities.delete(aor(id));
    }

    /** Issues an access token. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/{id}/:issueAccessToken")
    @AcsApi({"2022-10-01", "2023-10-01"})
    @RepeatableRequest
    @Operation(summary = "Issue an access token", operationId = "issueAccessToken")
    public Token issueAccessToken(@PathParam("id") String id, @Nullable TokenRequest request) {
        if (request == null) {
            throw AcsException.badRequest("The request has no body.");
        }
        return token(aor(id), scopes(request.scopes(), "scopes"), life(request.expiresInMinutes()));
    }

    /** Makes all access tokens issued so far invalid. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/{id}/:revokeAccessTokens")
    @Consumes(MediaType.WILDCARD)
    @AcsApi({"2022-10-01", "2023-10-01"})
    @Operation(summary = "Revoke all access tokens of an identity", operationId = "revokeAccessTokens")
    public void revokeAccessTokens(@PathParam("id") String id) {
        identities.revokeTokens(aor(id));
    }

    /** Issues the password a softphone registers with; the one before stops working. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/{id}/:issueSipPassword")
    @Consumes(MediaType.WILDCARD)
    @RepeatableRequest
    @Operation(summary = "Issue a SIP password for softphones", operationId = "issueSipPassword")
    public SipPassword issueSipPassword(@PathParam("id") String id) {
        DigestCredentials credentials = identities.issueSipPassword(aor(id));
        return new SipPassword(credentials.username(), credentials.password(), config.domain());
    }

    private AddressOfRecord aor(String id) {
        AddressOfRecord aor = RawId.parse(id)
                .orElseThrow(() ->
                        AcsException.badRequest("An identity has the form 8:acs:{resource}_{user}, both GUIDs.", "id"));
        if (!aor.tenant().equals(principal.tenant()) || !identities.exists(aor)) {
            throw AcsException.notFound("The identity " + id);
        }
        return aor;
    }

    private Token token(AddressOfRecord aor, List<String> scopes, Duration life) {
        AccessTokens.Issued issued = tokens.issue(aor, scopes, life);
        return new Token(issued.token(), issued.expiresOn());
    }

    private static Response created(AddressOfRecord aor, @Nullable Token token) {
        return Response.status(Response.Status.CREATED)
                .entity(new Created(new IdentityId(RawId.of(aor)), token))
                .build();
    }

    private static List<String> scopes(@Nullable List<String> given, String target) {
        if (given == null || given.isEmpty() || !SCOPES.containsAll(given)) {
            throw AcsException.badRequest(
                    "Scopes are one or more of chat, chat.join, chat.join.limited, voip, voip.join.", target);
        }
        return given.stream().distinct().toList();
    }

    private static Duration life(@Nullable Integer minutes) {
        int asked = minutes == null ? MINUTES_MAX : minutes;
        if (asked < MINUTES_MIN || asked > MINUTES_MAX) {
            throw AcsException.badRequest(
                    "expiresInMinutes must be within " + MINUTES_MIN + "-" + MINUTES_MAX + ".", "expiresInMinutes");
        }
        return Duration.ofMinutes(asked);
    }
}
