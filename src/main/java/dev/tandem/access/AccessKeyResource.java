package dev.tandem.access;

import dev.tandem.acs.AcsException;
import dev.tandem.host.PublicUrl;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.repeat.RepeatableRequest;
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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The access keys: for administrators. A secret is answered once, when it is made. */
@Path("/accessKeys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Access keys")
@Blocking
public class AccessKeyResource {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final AccessKeys keys;
    private final PublicUrl publicUrl;

    /** Made by the container. */
    @Inject
    public AccessKeyResource(AccessKeys keys, PublicUrl publicUrl) {
        this.keys = keys;
        this.publicUrl = publicUrl;
    }

    /**
     * What a key may do.
     *
     * @param permissions one or more of admin, numbers, calls, recordings, read
     */
    public record KeyBody(@Nullable List<@Nullable Permission> permissions) {}

    /**
     * A key on the wire.
     *
     * @param name its name
     * @param permissions what it may do
     * @param createdAt when its secret was made
     * @param key the secret, shown this once
     * @param connectionString the same, as SDKs take it
     */
    public record KeyView(
            String name,
            List<Permission> permissions,
            Instant createdAt,
            @Nullable String key,
            @Nullable String connectionString) {

        @Override
        public String toString() {
            return "KeyView[name=" + name + ", permissions=" + permissions + "]";
        }
    }

    /**
     * All keys.
     *
     * @param value the keys, without secrets
     */
    public record KeyList(List<KeyView> value) {}

    /** All keys, without secrets. */
    @GET
    @Requires(Permission.ADMIN)
    @Operation(summary = "The access keys, without their secrets", operationId = "listAccessKeys")
    public KeyList list() {
        return new KeyList(keys.list().stream().map(AccessKeyResource::view).toList());
    }

    /** Makes a key, or changes what one may do. */
    @PUT
    @Requires(Permission.ADMIN)
    @Path("/{name}")
    @Operation(summary = "Make an access key, or change its permissions", operationId = "setAccessKey")
    @APIResponseSchema(value = KeyView.class, responseCode = "201")
    public Response set(@PathParam("name") String name, @Nullable KeyBody body) {
        if (!NAME.matcher(name).matches()) {
            throw AcsException.badRequest("A name is 1-63 letters, digits, dots, dashes and underscores.", "name");
        }
        return keys.set(name, permissions(body))
                .map(issued -> Response.status(Response.Status.CREATED).entity(view(issued)))
                .orElseGet(() -> Response.ok(find(name)))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Deletes a key. */
    @DELETE
    @Requires(Permission.ADMIN)
    @Path("/{name}")
    @Operation(summary = "Delete an access key", operationId = "deleteAccessKey")
    public void delete(@PathParam("name") String name) {
        keys.delete(name);
    }

    /** Gives a key a new secret; the one before stops working at once. */
    @POST
    @Requires(Permission.ADMIN)
    @Path("/{name}/:regenerate")
    @Consumes(MediaType.WILDCARD)
    @RepeatableRequest
    @Operation(summary = "Give an access key a new secret", operationId = "regenerateAccessKey")
    @APIResponseSchema(value = KeyView.class, responseCode = "200")
    public Response regenerate(@PathParam("name") String name) {
        return Response.ok(view(keys.regenerate(name)))
                .header("Cache-Control", "no-store")
                .build();
    }

    private KeyView find(String name) {
        return keys.list().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .map(AccessKeyResource::view)
                .orElseThrow(() -> AcsException.notFound("The access key " + name));
    }

    private KeyView view(AccessKeys.Issued issued) {
        KeyView view = view(issued.key());
        String connection = "endpoint=" + publicUrl.of("/") + ";accesskey=" + issued.secret();
        return new KeyView(view.name(), view.permissions(), view.createdAt(), issued.secret(), connection);
    }

    private static KeyView view(AccessKey key) {
        return new KeyView(key.name(), key.permissions().stream().sorted().toList(), key.createdAt(), null, null);
    }

    private static Set<Permission> permissions(@Nullable KeyBody body) {
        List<@Nullable Permission> given = body == null ? null : body.permissions();
        if (given == null || given.isEmpty() || given.contains(null)) {
            throw AcsException.badRequest(
                    "permissions must name one or more of admin, numbers, calls, recordings, read.", "permissions");
        }
        return Set.copyOf(given);
    }
}
