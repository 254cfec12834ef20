package dev.tandem.call;

import dev.tandem.event.OutboxEvent;
import java.util.List;

/**
 * Something that happened to a call, and the events that report it.
 *
 * @param call the call as it is now
 * @param trace what happened so far, kept once the call has ended
 */
public record CallFact(String tenant, CallView call, List<CallTrace.Step> trace, List<OutboxEvent> events) {

    /** Copies the lists, so that it is a value. */
    public CallFact {
        trace = List.copyOf(trace);
        events = List.copyOf(events);
    }
}
