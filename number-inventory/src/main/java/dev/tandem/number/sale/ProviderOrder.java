package dev.tandem.number.sale;

import dev.tandem.number.E164;
import java.util.List;

/** What a provider was asked for and is not settled yet; its id is the search's. */
public record ProviderOrder(String id, String provider, String tenant, State state, List<E164> numbers) {
    /** What was last asked of the provider, so what may have happened there. */
    public enum State {
        /** Asked to hold; no answer yet. */
        HOLDING,
        /** Held for its buyer. */
        HELD,
        /** Asked to sell; no answer yet. */
        BUYING,
        /** To be undone. */
        CANCELLING,
        /** An owned number to be given back. */
        RELEASING
    }

    /** The same order, gone on to another state. */
    ProviderOrder in(State next) {
        return new ProviderOrder(id, provider, tenant, next, numbers);
    }
}
