package dev.tandem.access.body;

import dev.tandem.acs.AcsException;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import org.jboss.logging.Logger;

/**
 * One request body while it is collected. What it holds of the budget it gives back when the request is over. Owned by the
 * event loop of its connection.
 */
final class ArrivingBody {

    private static final Logger LOG = Logger.getLogger(ArrivingBody.class);

    private final RoutingContext context;
    private final int octetsMax;
    private final BodyBudget budget;
    private final UniEmitter<? super Void> done;
    private Buffer octets = Buffer.buffer();
    private long held;
    private boolean over;

    ArrivingBody(RoutingContext context, int octetsMax, BodyBudget budget, UniEmitter<? super Void> done) {
        this.context = context;
        this.octetsMax = octetsMax;
        this.budget = budget;
        this.done = done;
    }

    void read() {
        HttpServerRequest request = context.request();
        context.addEndHandler(end -> giveBack());
        request.handler(this::arrived);
        request.endHandler(end -> complete());
        request.exceptionHandler(broken -> gone(broken));
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private void arrived(Buffer more) {
        if (over) {
            // Refused, and still sending: it goes nowhere until the connection closes.
            return;
        }
        if (octets.length() + more.length() > octetsMax) {
            refuse(RequestBodies.tooLarge());
        } else if (!budget.take(more.length())) {
            refuse(RequestBodies.noRoom());
        } else {
            held += more.length();
            octets.appendBuffer(more);
        }
    }

    private void complete() {
        if (!over) {
            over = true;
            ((RoutingContextInternal) context).setBody(octets);
            done.complete(null);
        }
    }

    private void refuse(AcsException refusal) {
        context.response().putHeader("Connection", "close");
        fail(refusal);
    }

    private void gone(Throwable why) {
        LOG.debugf("a request body ended early: %s", why.getMessage());
        giveBack();
        // Nobody reads the answer.
        fail(AcsException.badRequest("The request body ended early."));
    }

    private void fail(AcsException why) {
        if (!over) {
            over = true;
            // The connection may last for as long as its peer goes on sending: what came until now need not.
            octets = Buffer.buffer();
            giveBack();
            done.fail(why);
        }
    }

    private void giveBack() {
        budget.give(held);
        held = 0;
    }
}
