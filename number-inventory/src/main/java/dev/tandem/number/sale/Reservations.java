package dev.tandem.number.sale;

import dev.tandem.number.E164;
import dev.tandem.number.sale.ReservationChange.Refusal;
import dev.tandem.number.stock.AvailabilityStore;
import dev.tandem.number.stock.AvailableNumber;
import dev.tandem.number.stock.StockStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Reservations that customers fill themselves. Every change keeps the reservation for {@link #HOLD} more, but never beyond
 * {@link #LIFE}. Its end needs nobody: the numbers are then free for others, and the reservation can no longer be purchased.
 */
@Singleton
@Transactional
public class Reservations {
    /** How long a change keeps the numbers. */
    public static final Duration HOLD = Duration.ofMinutes(15);

    /** How long a reservation lives at most, however often it is changed. */
    public static final Duration LIFE = Duration.ofHours(2);

    /** Most numbers in a reservation. */
    public static final int NUMBERS_MAX = 100;

    private final ReservationStore reservations;
    private final AvailabilityStore availability;
    private final StockStore stock;
    private final Clock clock;

    /** For the container. */
    @Inject
    public Reservations(ReservationStore reservations, AvailabilityStore availability, StockStore stock, Clock clock) {
        this.reservations = reservations;
        this.availability = availability;
        this.stock = stock;
        this.clock = clock;
    }

    /** The reservation of this id as it stands now; empty when the tenant has none. */
    public Optional<Reservation> find(String tenant, String id) {
        return reservations.find(tenant, id, clock.instant());
    }

    /** A tenant's reservations, oldest first, without their numbers. */
    public List<Reservation> page(String tenant, int skip, int max) {
        return reservations.page(tenant, clock.instant(), skip, max);
    }

    /**
     * Changes a reservation, or makes it. Each number succeeds or is refused by itself.
     *
     * @param room how many more numbers the tenant may hold
     */
    public ReservationChange.Result change(String tenant, String id, ReservationChange change, int room) {
        Instant now = clock.instant();
        Optional<Reservation> before = reservations.lock(tenant, id, now);
        if (before.isPresent() && before.get().status() != Reservation.Status.ACTIVE) {
            return new ReservationChange.NotActive(before.get());
        }
        Reservation reservation = before.orElseGet(() -> create(tenant, id, now));
        Instant until = earlier(now.plus(HOLD), reservation.createdAt().plus(LIFE));
        change.remove().forEach(number -> remove(reservation, number));
        Map<E164, Refusal> refused = add(reservation, change, room, now, until);
        stock.extend(reservation.holdId(), until);
        reservations.keepUntil(reservation.holdId(), until);
        Reservation after = reservations.find(tenant, id, now).orElseThrow();
        return new ReservationChange.Changed(after, before.isEmpty(), refused);
    }

    private Reservation create(String tenant, String id, Instant now) {
        Reservation reservation = new Reservation(
                id, UUID.randomUUID().toString(), tenant, Reservation.Status.ACTIVE, List.of(), now, now.plus(HOLD));
        reservations.add(reservation);
        return reservation;
    }

    private void remove(Reservation reservation, E164 number) {
        if (reservations.remove(reservation.holdId(), number)) {
            stock.letGo(number, reservation.holdId());
        }
    }

    private Map<E164, Refusal> add(
            Reservation reservation, ReservationChange change, int room, Instant now, Instant until) {
        // In order of the numbers: two reservations that want the same ones then wait for each other in the same order.
        Map<E164, ReservationChange.Wanted> wanted = new TreeMap<>(change.add());
        List<E164> present = reservations.numbers(reservation.holdId());
        present.forEach(wanted::remove);
        Map<E164, AvailableNumber> inStock = availability.find(wanted.keySet());
        Map<E164, Refusal> refused = new TreeMap<>();
        int most = Math.min(NUMBERS_MAX, present.size() + Math.max(0, room));
        int count = present.size();
        for (Map.Entry<E164, ReservationChange.Wanted> each : wanted.entrySet()) {
            Optional<Refusal> refusal = refusal(inStock, each.getKey(), each.getValue());
            if (refusal.isEmpty() && count >= most) {
                refusal = Optional.of(Refusal.TOO_MANY);
            }
            if (refusal.isEmpty() && stock.hold(List.of(each.getKey()), reservation.holdId(), now, until) != 1) {
                refusal = Optional.of(Refusal.NOT_AVAILABLE);
            }
            if (refusal.isPresent()) {
                refused.put(each.getKey(), refusal.get());
            } else {
                count++;
                reservations.add(reservation.holdId(), item(inStock, each.getKey(), each.getValue()));
            }
        }
        return refused;
    }

    private static Optional<Refusal> refusal(
            Map<E164, AvailableNumber> inStock, E164 number, ReservationChange.Wanted wanted) {
        AvailableNumber found = inStock.get(number);
        if (found == null) {
            return Optional.of(Refusal.NOT_IN_STOCK);
        }
        if (!found.type().allows(wanted.assignmentType())) {
            return Optional.of(Refusal.NOT_FOR_A_PERSON);
        }
        return found.offered().covers(wanted.capabilities()) ? Optional.empty() : Optional.of(Refusal.NOT_OFFERED);
    }

    private static ReservedNumber item(
            Map<E164, AvailableNumber> inStock, E164 number, ReservationChange.Wanted wanted) {
        AvailableNumber found = Optional.ofNullable(inStock.get(number)).orElseThrow();
        return new ReservedNumber(found, wanted.capabilities(), wanted.assignmentType());
    }

    /** Lets everything go and forgets the reservation; false when there is none that could be let go. */
    public boolean delete(String tenant, String id) {
        Optional<Reservation> reservation = reservations
                .lock(tenant, id, clock.instant())
                .filter(each -> each.status() != Reservation.Status.COMPLETED);
        reservation.ifPresent(each -> {
            stock.letGo(each.holdId());
            reservations.delete(each.holdId());
        });
        return reservation.isPresent();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
