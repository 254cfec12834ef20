package dev.tandem.number;

import java.time.Instant;
import java.util.List;

/**
 * Numbers a customer picked one by one, held for them until {@code expiresAt}.
 *
 * @param id chosen by the customer
 * @param holdId the name of the hold in stock, ours and unique
 */
public record Cart(
        String id,
        String holdId,
        String tenant,
        Status status,
        List<CartItem> items,
        Instant createdAt,
        Instant expiresAt) {
    /** Where a cart is in its life; only an ACTIVE one can change. */
    public enum Status {
        ACTIVE,
        COMPLETED,
        EXPIRED
    }

    /** Copies the items, so that a cart is a value. */
    public Cart {
        items = List.copyOf(items);
    }

    /** The same cart with other items. */
    public Cart with(List<CartItem> others) {
        return new Cart(id, holdId, tenant, status, others, createdAt, expiresAt);
    }
}
