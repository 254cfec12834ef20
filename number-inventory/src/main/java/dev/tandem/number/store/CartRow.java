package dev.tandem.number.store;

import dev.tandem.number.Cart;
import dev.tandem.number.CartItem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** A cart without its numbers. Changed only while it is locked. */
@Entity(name = "Cart")
@Table(name = "number_cart")
public class CartRow {
    @Id
    @Column(name = "hold_id")
    String holdId;

    @Column(name = "tenant_id")
    String tenant;

    @Column(name = "id")
    String id;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    Cart.Status status;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    /** For JPA. */
    protected CartRow() {}

    CartRow(Cart cart) {
        this.holdId = cart.holdId();
        this.tenant = cart.tenant();
        this.id = cart.id();
        this.status = cart.status();
        this.createdAt = cart.createdAt();
        this.expiresAt = cart.expiresAt();
    }

    /** The cart as it stands at {@code now}: one that has run out is expired, stored so or not. */
    Cart at(Instant now, List<CartItem> items) {
        boolean ranOut = status == Cart.Status.ACTIVE && !now.isBefore(expiresAt);
        return new Cart(id, holdId, tenant, ranOut ? Cart.Status.EXPIRED : status, items, createdAt, expiresAt);
    }
}
