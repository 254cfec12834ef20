package dev.tandem.number.provider;

import dev.tandem.number.E164;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import java.time.Instant;
import java.util.List;

/**
 * Where numbers come from: the pool of our own, or a carrier that is asked over the network.
 *
 * <p>An order is known by an id of ours. Asking for the same step of the same order again has no second effect and is
 * answered alike. A provider that is down, slow, sold out or talks nonsense is no exception: it offers nothing, or its
 * answer is {@link OrderState#UNANSWERED} or {@link OrderState#WRONG}. Every call takes bounded time and memory; none may
 * run on a SIP or media thread.
 */
public interface NumberProvider {
    /** Its name on the shelves of its numbers; empty text for the pool. */
    String name();

    /** As many numbers as asked for, all on the same terms, the cheapest there are; or none. */
    FoundNumbers search(SearchCriteria criteria, Selection selection);

    /** Keeps numbers for an order until a time; the order is then HELD. */
    OrderState hold(String orderId, List<E164> numbers, Instant until);

    /** Buys what an order holds, all or nothing; the order is then PURCHASED. */
    OrderState purchase(String orderId, List<E164> numbers);

    /** Undoes an order, held or purchased; it is then CANCELLED. */
    OrderState cancel(String orderId, List<E164> numbers);

    /** How an order of these numbers stands. */
    OrderState order(String orderId, List<E164> numbers);

    /** Gives a purchased number back; false when the provider did not say that it has it. */
    boolean release(E164 number);
}
