package dev.tandem.number.sale;

import dev.tandem.number.E164;
import dev.tandem.number.owned.OwnedStore;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.number.stock.AvailableNumber;
import dev.tandem.number.stock.StockStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the numbers of a reservation its tenant's own. */
@Singleton
@Transactional
public class ReservationPurchases {
    private final ReservationStore reservations;
    private final StockStore stock;
    private final OwnedStore owned;
    private final Clock clock;

    /** For the container. */
    @Inject
    public ReservationPurchases(ReservationStore reservations, StockStore stock, OwnedStore owned, Clock clock) {
        this.reservations = reservations;
        this.stock = stock;
        this.owned = owned;
        this.clock = clock;
    }

    /** Buys all numbers of a reservation, or none; OUT_OF_STOCK means that it holds none. */
    public Purchase purchase(String tenant, String id) {
        Instant now = clock.instant();
        // One buyer at a time gets past this line; the others then see what it did.
        return reservations
                .lock(tenant, id, now)
                .map(reservation -> purchase(reservation, now))
                .orElse(Purchase.refused(Purchase.Outcome.NOT_FOUND));
    }

    private Purchase purchase(Reservation reservation, Instant now) {
        return switch (reservation.status()) {
            case COMPLETED -> Purchase.refused(Purchase.Outcome.ALREADY_PURCHASED);
            case EXPIRED -> Purchase.refused(Purchase.Outcome.EXPIRED);
            case ACTIVE ->
                reservation.items().isEmpty()
                        ? Purchase.refused(Purchase.Outcome.OUT_OF_STOCK)
                        : sell(reservation, now);
        };
    }

    private Purchase sell(Reservation reservation, Instant now) {
        // Another node whose clock is a little ahead may have found the numbers free again.
        if (stock.lockHeld(reservation.holdId(), now) != reservation.items().size()) {
            return Purchase.refused(Purchase.Outcome.EXPIRED);
        }
        if (stock.sell(reservation.holdId()) != reservation.items().size()) {
            throw new IllegalStateException("a locked number was sold to somebody else");
        }
        reservations.complete(reservation.holdId());
        owned.add(reservation.items().stream()
                .map(item -> bought(reservation.tenant(), item, now))
                .toList());
        List<E164> numbers =
                reservation.items().stream().map(item -> item.number().number()).toList();
        return new Purchase(Purchase.Outcome.PURCHASED, numbers);
    }

    private static PhoneNumber bought(String tenant, ReservedNumber item, Instant now) {
        AvailableNumber number = item.number();
        return new PhoneNumber(
                number.number(),
                tenant,
                number.country(),
                number.type(),
                item.assignmentType(),
                item.capabilities(),
                number.offered(),
                number.price(),
                now,
                Optional.empty());
    }
}
