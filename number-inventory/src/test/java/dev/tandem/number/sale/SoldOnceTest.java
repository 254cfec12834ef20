package dev.tandem.number.sale;

import static dev.tandem.number.Samples.geographic;
import static dev.tandem.number.Samples.seattle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.E164;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.ManualClock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sixteen buyers at once, over and over: each number is sold once, none is lost, and the refused are told so. */
class SoldOnceTest {
    private static final int BUYERS = 16;
    private static final int NUMBERS = 12;
    private static final int ROUNDS = 150;

    private final ManualClock clock = new ManualClock();
    private final Database database = open(clock);

    Database open(ManualClock clock) {
        return Database.inMemory(clock);
    }

    private final ExecutorService buyers = Executors.newFixedThreadPool(BUYERS);
    private final CyclicBarrier start = new CyclicBarrier(BUYERS);

    @BeforeEach
    void stock() {
        database.in((Services it) -> it.stock.importRanges(List.of(seattle(NUMBERS))));
    }

    @AfterEach
    void close() {
        buyers.shutdownNow();
        database.close();
    }

    private <T> List<T> atOnce(Callable<T> work) throws Exception {
        List<Future<T>> running = IntStream.range(0, BUYERS)
                .mapToObj(i -> buyers.submit(() -> {
                    start.await();
                    return work.call();
                }))
                .toList();
        List<T> results = new ArrayList<>();
        for (Future<T> future : running) {
            results.add(future.get());
        }
        return results;
    }

    @Test
    void everyNumberIsSoldOnceAndEveryOtherBuyerHearsOutOfStock() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Purchase> purchases = atOnce(this::searchAndBuy);

            Map<Purchase.Outcome, Integer> outcomes = count(purchases);
            assertThat(outcomes).containsEntry(Purchase.Outcome.PURCHASED, NUMBERS);
            assertThat(outcomes).containsEntry(Purchase.Outcome.OUT_OF_STOCK, BUYERS - NUMBERS);
            assertThat(purchases.stream().flatMap(p -> p.numbers().stream()))
                    .hasSize(NUMBERS)
                    .doesNotHaveDuplicates();
            releaseAll();
        }
    }

    private Purchase searchAndBuy() {
        String tenant = Thread.currentThread().getName();
        Search held = database.in((Services it) -> it.searches.search(tenant, geographic(1)));
        return database.in((Services it) -> it.purchases.purchase(tenant, held.id()));
    }

    @Test
    void cartsAndSearchesForTheSameNumbersNeverBothGetThem() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Purchase> purchases =
                    atOnce(() -> Thread.currentThread().getName().hashCode() % 2 == 0 ? searchAndBuy() : fillAndBuy());

            List<E164> sold =
                    purchases.stream().flatMap(p -> p.numbers().stream()).toList();
            assertThat(sold).doesNotHaveDuplicates();
            assertThat(owned()).as("none is lost").containsExactlyInAnyOrderElementsOf(sold);
            releaseAll();
        }
    }

    private Purchase fillAndBuy() {
        String tenant = Thread.currentThread().getName();
        String cart = UUID.randomUUID().toString();
        ReservationChange.Wanted calls = new ReservationChange.Wanted(Capabilities.CALLS, AssignmentType.APPLICATION);
        Map<E164, ReservationChange.Wanted> all =
                seattleNumbers().stream().collect(Collectors.toMap(number -> number, number -> calls));
        database.in(
                (Services it) -> it.reservations.change(tenant, cart, new ReservationChange(all, List.of()), NUMBERS));
        return database.in((Services it) -> it.reservationPurchases.purchase(tenant, cart));
    }

    private List<E164> owned() {
        return database.in((Services it) -> seattleNumbers().stream()
                .filter(number -> it.owned.find(number).isPresent())
                .toList());
    }

    @Test
    void oneReservationBoughtBySixteenAtOnceIsBoughtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Search held = database.in((Services it) -> it.searches.search("one", geographic(NUMBERS)));

            List<Purchase> purchases =
                    atOnce(() -> database.in((Services it) -> it.purchases.purchase("one", held.id())));

            assertThat(count(purchases))
                    .containsEntry(Purchase.Outcome.PURCHASED, 1)
                    .containsEntry(Purchase.Outcome.ALREADY_PURCHASED, BUYERS - 1);
            releaseAll();
        }
    }

    @Test
    void buyersOfAnExpiringHoldAndSearchersForItsNumbersNeverBothGetThem() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Search expiring = database.in((Services it) -> it.searches.search("early", geographic(NUMBERS)));
            clock.advance(InventorySettings.DEFAULT.hold().minusMillis(1));

            List<Purchase> purchases = atOnce(() -> {
                if (Thread.currentThread().getName().hashCode() % 2 == 0) {
                    clock.advance(java.time.Duration.ofMillis(1));
                    return searchAndBuy();
                }
                return database.in((Services it) -> it.purchases.purchase("early", expiring.id()));
            });

            assertThat(purchases.stream().flatMap(p -> p.numbers().stream())).doesNotHaveDuplicates();
            releaseAll();
            clock.advance(InventorySettings.DEFAULT.hold());
        }
    }

    private static Map<Purchase.Outcome, Integer> count(List<Purchase> purchases) {
        Map<Purchase.Outcome, Integer> outcomes = new EnumMap<>(Purchase.Outcome.class);
        purchases.forEach(purchase -> outcomes.merge(purchase.outcome(), 1, Integer::sum));
        return outcomes;
    }

    private void releaseAll() {
        database.in((Services it) -> {
            seattleNumbers()
                    .forEach(number ->
                            it.owned.find(number).ifPresent(owned -> it.purchases.release(owned.tenant(), number)));
            return true;
        });
    }

    private static List<E164> seattleNumbers() {
        return IntStream.range(0, NUMBERS)
                .mapToObj(i -> seattle(NUMBERS).first().plus(i))
                .toList();
    }
}
