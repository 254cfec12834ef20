package dev.tandem.automation;

import dev.tandem.application.Connection.Asked;
import dev.tandem.call.Refusal;
import dev.tandem.operation.CallAutomation;
import dev.tandem.operation.CallAutomations.Attached;
import dev.tandem.operation.MediaOperations;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks of a call it is attached to. Blocks: workers only.
 *
 * @param asked by which connection, and where its outcome is to be told
 */
record Command<B extends Command.Body>(B body, Attached attached, Asked asked) {

    /** What the body of every command may say. */
    interface Body {

        /** Given back in events and in the response. */
        @Nullable String operationContext();

        /** Where events go instead of the connection's callback. */
        @Nullable String operationCallbackUri();
    }

    /** What the call says to it. */
    <T> T ask(Function<CallAutomation, T> question) {
        return Invitations.answerOf(attached.automation().ask(question));
    }

    /** Has the call do it; the request is refused when the call refuses. */
    Command<B> order(Function<CallAutomation, Optional<Refusal>> step) {
        Invitations.orElseRefuse(ask(step));
        return this;
    }

    /** The same for its media. */
    Command<B> media(Function<MediaOperations, Optional<Refusal>> step) {
        return order(automation -> automation.media(attached.connection(), step));
    }

    /** 202, with the context. */
    Response accepted() {
        return Response.accepted(context()).build();
    }

    /** What is answered when there is nothing to say. */
    Bodies.Context context() {
        return new Bodies.Context(body.operationContext());
    }
}
