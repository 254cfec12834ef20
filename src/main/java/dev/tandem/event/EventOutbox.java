package dev.tandem.event;

import dev.tandem.call.OutboxEvent;

/**
 * Takes events into the transaction of the fact they report, so that the one is never kept without the other. Delivery
 * begins when that transaction has committed. Blocks: workers only.
 */
public interface EventOutbox {

    /**
     * Stores an event with the present transaction; there must be one.
     *
     * @return to how many endpoints it will go: 1 for a callback, the number of matching subscriptions otherwise. With 0
     *     nothing is kept
     */
    int append(OutboxEvent event);
}
