package dev.tandem.call;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened to a call, and the events that report it.
 *
 * @param call the call as it is now
 * @param trace what happened so far, kept once the call has ended
 * @param attached the applications attached to it now; empty when that has not changed
 */
public record CallFact(
        String tenant,
        CallView call,
        List<CallTrace.Step> trace,
        List<OutboxEvent> events,
        Optional<List<Attached>> attached) {

    /** Copies the lists, so that it is a value. */
    public CallFact {
        trace = List.copyOf(trace);
        events = List.copyOf(events);
        attached = attached.map(List::copyOf);
    }

    /** A fact of a call that no application is attached to. */
    public CallFact(String tenant, CallView call, List<CallTrace.Step> trace, List<OutboxEvent> events) {
        this(tenant, call, trace, events, Optional.empty());
    }

    /**
     * An application that is attached to a call.
     *
     * @param id of its connection
     * @param callbackUri where its events go
     * @param operationContext given back in them
     */
    public record Attached(String id, URI callbackUri, Optional<String> operationContext) {}
}
