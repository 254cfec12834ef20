package dev.tandem.number.sale;

import java.time.Instant;
import java.util.List;

/**
 * Numbers a customer picked one by one, held for them until {@code expiresAt}.
 *
 * @param id chosen by the customer
 * @param holdId the name of the hold in stock, ours and unique
 */
public record Reservation(
        String id,
        String holdId,
        String tenant,
        Status status,
        List<ReservedNumber> items,
        Instant createdAt,
        Instant expiresAt) {
    /** Where a reservation is in its life; only an ACTIVE one can change. */
    public enum Status {
        ACTIVE,
        COMPLETED,
        EXPIRED
    }

    /** Copies the items, so that a reservation is a value. */
    public Reservation {
        items = List.copyOf(items);
    }

    /** The same reservation with other items. */
    public Reservation with(List<ReservedNumber> others) {
        return new Reservation(id, holdId, tenant, status, others, createdAt, expiresAt);
    }
}
