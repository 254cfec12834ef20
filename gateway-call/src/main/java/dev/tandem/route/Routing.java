package dev.tandem.route;

import dev.tandem.call.CallPlan;
import dev.tandem.call.CallRouter;
import dev.tandem.call.EndReason;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Routes calls on workers, because numbers are asked of the database. Thread-safe. */
public final class Routing implements CallRouter {

    private static final Logger LOG = Logger.getLogger(Routing.class);

    private final InboundRouting inbound;
    private final OutboundRouting outbound;
    private final Executor workers;
    private final Clock clock;

    public Routing(InboundRouting inbound, OutboundRouting outbound, Executor workers, Clock clock) {
        this.inbound = inbound;
        this.outbound = outbound;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public CompletionStage<CallPlan> route(IncomingInvite invite) {
        try {
            return CompletableFuture.supplyAsync(() -> decide(invite), workers).exceptionally(Routing::failed);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.completedFuture(new CallPlan.Refuse(
                    EndReason.OVERLOAD, 503, "Service Unavailable", List.of("too many calls wait to be routed")));
        }
    }

    private CallPlan decide(IncomingInvite invite) {
        if (invite.origin() instanceof Origin.User user) {
            return outbound.plan(user.aor(), invite.dialled(), invite.preferredIdentity(), clock.instant());
        }
        return inbound.plan(invite.dialled(), invite.callerNumber(), clock.instant());
    }

    private static CallPlan failed(Throwable fault) {
        LOG.error("a call could not be routed", fault);
        return new CallPlan.Refuse(
                EndReason.NO_ROUTE, 500, "Server Internal Error", List.of("routing failed; the log says why"));
    }
}
