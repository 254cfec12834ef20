package dev.tandem.call;

import java.net.URI;

/** Who gets an event. */
public sealed interface EventDestination {

    /** One endpoint that an application named for a call: always CloudEvents 1.0, as a JSON array. */
    record Callback(URI uri) implements EventDestination {}

    /** Whoever subscribed to this type in this tenant, in the envelope the subscription asks for. */
    record Subscriptions() implements EventDestination {}
}
