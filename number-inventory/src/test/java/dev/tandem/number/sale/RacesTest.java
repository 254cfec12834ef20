package dev.tandem.number.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.E164;
import dev.tandem.number.ManualClock;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.Samples;
import dev.tandem.number.imports.StockRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sixteen buyers race for the same numbers for as many rounds as {@code -Draces} says (100,000 over 5,000 numbers is the
 * published figure; the build runs fewer). What was bought is given back when the stock runs out, and the race goes on.
 */
class RacesTest {
    private static final int BUYERS = 16;
    private static final int RACES = Integer.getInteger("races", 4_000);
    private static final int NUMBERS = Math.max(1, RACES / 20);
    private static final E164 FIRST = new E164("+12065550000");

    private final ManualClock clock = new ManualClock();
    private final Database database = open(clock);
    private final Map<E164, String> owners = new ConcurrentHashMap<>();
    private final AtomicInteger racesLeft = new AtomicInteger(RACES);
    private final LongAdder sold = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder soldTwice = new LongAdder();

    Database open(ManualClock clock) {
        return Database.inMemory(clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void eachNumberIsSoldAtMostOnceNoneIsLostAndEveryOtherBuyerHearsSo() throws Exception {
        StockRange stock = new StockRange(
                FIRST,
                FIRST.plus(NUMBERS - 1),
                NumberType.GEOGRAPHIC,
                Capabilities.CALLS,
                Price.of("1.00", "USD"),
                Place.NATIONWIDE,
                "");
        database.in((Services it) -> it.stock.importRanges(List.of(stock)));

        raceToTheEnd();

        assertThat(soldTwice.sum()).as("numbers sold to two").isZero();
        assertThat(sold.sum() + refused.sum()).as("answers").isEqualTo(RACES);
        assertThat(refused.sum()).as("buyers who came too late").isPositive();
        int leftOver = NUMBERS - owners.size();
        assertThat(countAvailable(leftOver)).as("numbers neither sold nor lost").isEqualTo(leftOver);
    }

    private void raceToTheEnd() throws Exception {
        ExecutorService buyers = Executors.newFixedThreadPool(BUYERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int buyer = 0; buyer < BUYERS; buyer++) {
                String tenant = "buyer-" + buyer;
                running.add(buyers.submit(() -> buyUntilDone(tenant)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            buyers.shutdownNow();
        }
    }

    private void buyUntilDone(String tenant) {
        while (racesLeft.getAndDecrement() > 0) {
            Search held = database.in((Services it) -> it.searches.search(tenant, Samples.geographic(1)));
            Purchase bought = database.in((Services it) -> it.purchases.purchase(tenant, held.id()));
            switch (bought.outcome()) {
                case PURCHASED -> {
                    sold.increment();
                    bought.numbers().forEach(number -> own(number, tenant));
                }
                case OUT_OF_STOCK -> {
                    refused.increment();
                    giveBackWhatIsMine(tenant);
                }
                default -> throw new AssertionError("no buyer may hear " + bought.outcome());
            }
        }
    }

    private void own(E164 number, String tenant) {
        if (owners.putIfAbsent(number, tenant) != null) {
            soldTwice.increment();
        }
    }

    private void giveBackWhatIsMine(String tenant) {
        List<E164> mine = owners.entrySet().stream()
                .filter(entry -> entry.getValue().equals(tenant))
                .map(Map.Entry::getKey)
                .toList();
        for (E164 number : mine) {
            // Forgotten before it is given back: the moment it is, somebody else may own it.
            owners.remove(number);
            assertThat(database.in((Services it) -> it.purchases.release(tenant, number)))
                    .isTrue();
        }
    }

    private int countAvailable(int expected) {
        return IntStream.range(0, expected)
                .map(i -> database.in((Services it) -> it.searches.search("counter", Samples.geographic(1)))
                        .numbers()
                        .size())
                .sum();
    }
}
