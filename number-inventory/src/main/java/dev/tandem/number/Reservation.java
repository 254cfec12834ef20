package dev.tandem.number;

import java.time.Instant;
import java.util.List;

/** The numbers a search found, held for one tenant until {@code expiresAt}. */
public record Reservation(
        String id,
        String tenant,
        Status status,
        Search search,
        List<E164> numbers,
        Price price,
        Instant createdAt,
        Instant expiresAt) {
    /** Where a reservation is in its life; only HELD can still change. */
    public enum Status {
        HELD,
        PURCHASED,
        CANCELLED,
        EXPIRED,
        /** The search found too few numbers and holds none. */
        OUT_OF_STOCK
    }
}
