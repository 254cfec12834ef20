package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.number.operation.OperationStore;
import dev.tandem.number.sale.Purchase;
import dev.tandem.number.sale.Reservation;
import dev.tandem.number.sale.ReservationChange;
import dev.tandem.number.sale.ReservationPurchases;
import dev.tandem.number.sale.Reservations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Changes and purchases of reservations that customers fill themselves, each in one transaction with its outcome. */
@ApplicationScoped
@Transactional
public class ReservationOperations {
    private static final int CONFLICT = 409;

    private final Reservations reservations;
    private final ReservationPurchases purchases;
    private final OperationStore store;
    private final HeldLimit limit;
    private final Clock clock;

    /** Made by the container. */
    @Inject
    public ReservationOperations(
            Reservations reservations,
            ReservationPurchases purchases,
            OperationStore store,
            HeldLimit limit,
            Clock clock) {
        this.reservations = reservations;
        this.purchases = purchases;
        this.store = store;
        this.limit = limit;
        this.clock = clock;
    }

    /** Changes a reservation, or makes it; 409 when its time is over or it was bought. */
    public ReservationChange.Changed change(String tenant, String id, ReservationChange change) {
        int room = change.add().isEmpty() ? 0 : limit.room(tenant);
        ReservationChange.Result result = reservations.change(tenant, id, change, room);
        if (result instanceof ReservationChange.Changed changed) {
            return changed;
        }
        if (result instanceof ReservationChange.NotActive) {
            throw AcsException.conflict("Only an active reservation can be changed; make one with another id.");
        }
        throw new AssertionError(result);
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
        Reservation bought = reservations.find(tenant, id).orElseThrow();
        if (outcome == Purchase.Outcome.PURCHASED) {
            OperationType type = OperationType.RESERVATION_PURCHASE;
            store.add(type.succeeded(bought.holdId(), tenant, clock.instant()));
        }
        return bought.holdId();
    }

    private static AcsException refusal(String code, String message) {
        return new AcsException(CONFLICT, AcsError.of(code, message).at("reservationId"));
    }
}
