package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.number.Cart;
import dev.tandem.number.CartChange;
import dev.tandem.number.CartPurchases;
import dev.tandem.number.Carts;
import dev.tandem.number.Purchase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Changes and purchases of reservations that customers fill themselves, each in one transaction with its outcome. */
@ApplicationScoped
@Transactional
public class CartOrders {
    private static final int CONFLICT = 409;

    private final Carts carts;
    private final CartPurchases purchases;
    private final Operations operations;
    private final HeldLimit limit;
    private final Clock clock;

    /** Made by the container. */
    @Inject
    public CartOrders(Carts carts, CartPurchases purchases, Operations operations, HeldLimit limit, Clock clock) {
        this.carts = carts;
        this.purchases = purchases;
        this.operations = operations;
        this.limit = limit;
        this.clock = clock;
    }

    /** Changes a reservation, or makes it; 409 when its time is over or it was bought. */
    public CartChange.Changed change(String tenant, String id, CartChange change) {
        int room = change.add().isEmpty() ? 0 : limit.room(tenant);
        CartChange.Result result = carts.change(tenant, id, change, room);
        if (result instanceof CartChange.Changed changed) {
            return changed;
        }
        throw AcsException.conflict("Only an active reservation can be changed; make one with another id.");
    }

    /** Buys a reservation; the id is the purchase's. Asking again for what was bought is answered alike. */
    public String purchase(String tenant, String id) {
        Purchase.Outcome outcome = purchases.purchase(tenant, id).outcome();
        switch (outcome) {
            case PURCHASED, ALREADY_PURCHASED -> {}
            case NOT_FOUND, CANCELLED -> throw AcsException.notFound("The reservation " + id);
            case EXPIRED -> throw refusal("ReservationExpired", "The reservation has expired; make a new one.");
            case OUT_OF_STOCK -> throw refusal("EmptyReservation", "The reservation holds no numbers to purchase.");
            case UNSETTLED -> throw new IllegalStateException("a reservation holds numbers of the pool only");
        }
        Cart bought = carts.find(tenant, id).orElseThrow();
        if (outcome == Purchase.Outcome.PURCHASED) {
            OperationType type = OperationType.RESERVATION_PURCHASE;
            operations.add(StoredOperation.of(
                    type.operationId(bought.holdId()),
                    tenant,
                    type,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        }
        return bought.holdId();
    }

    private static AcsException refusal(String code, String message) {
        return new AcsException(CONFLICT, AcsError.of(code, message).at("reservationId"));
    }
}
