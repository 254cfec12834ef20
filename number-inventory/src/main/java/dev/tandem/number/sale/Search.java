package dev.tandem.number.sale;

import dev.tandem.number.E164;
import dev.tandem.number.Price;
import dev.tandem.number.SearchCriteria;
import java.time.Instant;
import java.util.List;

/** The numbers a search found, held for one tenant until {@code expiresAt}. */
public record Search(
        String id,
        String tenant,
        Status status,
        SearchCriteria criteria,
        List<E164> numbers,
        Price price,
        Instant createdAt,
        Instant expiresAt) {
    /** Where a search is in its life; only HELD can still change. */
    public enum Status {
        HELD,
        PURCHASED,
        CANCELLED,
        EXPIRED,
        /** The search found too few numbers and holds none. */
        OUT_OF_STOCK
    }
}
