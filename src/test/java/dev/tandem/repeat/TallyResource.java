package dev.tandem.repeat;

import dev.tandem.acs.AcsException;
import dev.tandem.identity.Identities;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Operations with effects a test can count; not in the description of the API. */
@Singleton
@Path("/test-tally")
@Blocking
public class TallyResource {

    final AtomicInteger effects = new AtomicInteger();
    public volatile CountDownLatch begun = new CountDownLatch(1);
    public volatile CountDownLatch mayEnd = new CountDownLatch(0);

    @Inject
    Identities identities;

    @POST
    @Requires(Permission.ADMIN)
    @RepeatableRequest
    @Operation(hidden = true)
    public Response count(@Nullable Map<String, String> body) throws InterruptedException {
        int count = effects.incrementAndGet();
        begun.countDown();
        if (!mayEnd.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the test forgot us");
        }
        return Response.status(202)
                .header("tally-id", "t" + count)
                .entity(Map.of("count", count))
                .build();
    }

    /** Makes an identity and then finds that it must not. */
    @POST
    @Requires(Permission.ADMIN)
    @Path("/refusal")
    @RepeatableRequest
    @Operation(hidden = true)
    public void refuse() {
        effects.incrementAndGet();
        identities.create();
        throw AcsException.conflict("not now");
    }
}
