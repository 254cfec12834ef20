package dev.tandem.bench.numbers;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The stock at scale, through the packaged gateway with a heap of 512 MB on H2: {@code bench/run numbers.Scale 10000000}
 * imports so many numbers, sells nine of ten, and measures searches, purchases and deep list pages beside the bare SQL.
 *
 * <p>A second argument names one step alone: {@code import}, {@code sell} or {@code measure}. The data stays in
 * {@code bench/target/numbers-<count>} for the next step.
 */
public final class Scale {
    private static final String VERSION = "?api-version=2022-12-01";
    private static final int OWNED_TOWNS_MAX = 100;

    private final SampleStock stock;
    private final Path data;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private final int rounds;

    private Scale(int numbers) {
        stock = new SampleStock(numbers);
        data = Path.of("bench", "target", "numbers-" + numbers, "data");
        rounds = numbers >= 1_000_000 ? 300 : 100;
    }

    /** See above. */
    public static void main(String[] arguments) throws Exception {
        Scale scale = new Scale(Integer.parseInt(arguments[0]));
        List<String> steps = arguments.length > 1 ? List.of(arguments[1]) : List.of("import", "sell", "measure");
        for (String step : steps) {
            switch (step) {
                case "import" -> scale.importAll();
                case "sell" -> scale.sell();
                case "measure" -> scale.measure();
                default -> throw new IllegalArgumentException("import, sell or measure");
            }
        }
    }

    private void importAll() throws Exception {
        Files.createDirectories(data.getParent());
        AtomicLong heapMost = new AtomicLong();
        try (Gateway gateway = new Gateway(data)) {
            ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
            var unused = watch.scheduleAtFixedRate(() -> sample(gateway, heapMost), 1, 2, TimeUnit.SECONDS);
            long start = System.nanoTime();
            HttpResponse<String> report =
                    gateway.post("/inventory:import", "text/csv", BodyPublishers.ofInputStream(stock::csv));
            double seconds = (System.nanoTime() - start) / 1e9;
            watch.shutdownNow();
            System.out.printf(
                    "import of %,d numbers, a line each: %.1f s, %,.0f numbers/s, heap at most %d MB of 512%n%s%n",
                    stock.numbers(), seconds, stock.numbers() / seconds, heapMost.get(), report.body());
        }
        System.out.printf("database %d MB%n", Files.size(data.resolve("tandem.mv.db")) >> 20);
    }

    private static void sample(Gateway gateway, AtomicLong most) {
        try {
            most.accumulateAndGet(gateway.heapMegabytes(), Math::max);
        } catch (Exception missed) {
            System.out.println("heap not read: " + missed);
        }
    }

    private void sell() throws Exception {
        long start = System.nanoTime();
        try (BareSql sql = new BareSql(data)) {
            for (int town = 0; town < stock.towns(); town++) {
                sql.sellTown(town, town < OWNED_TOWNS_MAX);
            }
        }
        System.out.printf("sold nine of ten in %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    private void measure() throws Exception {
        Map<String, Timings> rest = new LinkedHashMap<>();
        try (Gateway gateway = new Gateway(data)) {
            for (int quantity : List.of(1, 10, 100)) {
                rest.put("search by area code, " + quantity, searchArea(gateway, quantity));
            }
            rest.put("search by ending in an area, 1", tandemSearch(gateway, "ending"));
            rest.put("search by beginning, 1", tandemSearch(gateway, "beginning"));
            rest.put("search by locality, 1", tandemSearch(gateway, "locality"));
            rest.put("purchase, 1", purchase(gateway, 1));
            rest.put("purchase, 10", purchase(gateway, 10));
            rest.put(
                    "list page of 100, deep",
                    Timings.of(
                            rounds,
                            Scale::nothing,
                            round -> gateway.get("/phoneNumbers" + VERSION + "&top=100&after=" + deep()),
                            Scale::nothing));
            System.out.printf("heap %d MB of 512 after the REST part%n", gateway.heapMegabytes());
        }
        Map<String, Timings> bare = bare();
        rest.forEach((name, timings) ->
                System.out.println(Timings.beside(name, timings, Objects.requireNonNull(bare.get(name)))));
    }

    private Map<String, Timings> bare() throws Exception {
        Map<String, Timings> bare = new LinkedHashMap<>();
        try (BareSql sql = new BareSql(data)) {
            for (int quantity : List.of(1, 10, 100)) {
                bare.put("search by area code, " + quantity, once(round -> sql.hold(sql.area(area(), quantity))));
            }
            bare.put(
                    "search by ending in an area, 1",
                    once(round -> sql.hold(sql.ending(town(), random.nextInt(10) * 10 + 7))));
            bare.put("search by beginning, 1", once(round -> sql.hold(sql.beginning(town(), 1))));
            bare.put("search by locality, 1", once(round -> sql.hold(sql.town(town(), 1))));
            for (int quantity : List.of(1, 10)) {
                BareSql.Held[] held = new BareSql.Held[1];
                bare.put(
                        "purchase, " + quantity,
                        Timings.of(
                                rounds,
                                round -> held[0] = sql.hold(sql.area(area(), quantity)),
                                round -> sql.buy(held[0]),
                                Scale::nothing));
            }
            bare.put("list page of 100, deep", once(round -> sql.page(deep())));
        }
        return bare;
    }

    private Timings once(Timings.Work work) throws Exception {
        return Timings.of(rounds, Scale::nothing, work, Scale::nothing);
    }

    private Timings searchArea(Gateway gateway, int quantity) throws Exception {
        String[] search = new String[1];
        return Timings.of(
                rounds,
                Scale::nothing,
                round -> search[0] = search(gateway, quantity),
                // Given back: a small stock would run out.
                round -> gateway.delete("/phoneNumbers/operations/search_" + search[0] + VERSION));
    }

    private String search(Gateway gateway, int quantity) throws Exception {
        return gateway.post("/availablePhoneNumbers/countries/US/:search" + VERSION, """
                        {"phoneNumberType":"geographic","assignmentType":"application","areaCode":"%d","quantity":%d,
                         "capabilities":{"calling":"inbound+outbound","sms":"none"}}""".formatted(area(), quantity))
                .headers()
                .firstValue("search-id")
                .orElseThrow();
    }

    private Timings tandemSearch(Gateway gateway, String kind) throws Exception {
        return once(round -> {
            int town = town();
            String wanted = switch (kind) {
                case "ending" ->
                    "\"areaCode\":\"%d\",\"pattern\":\"*%d7\"".formatted(SampleStock.area(town), random.nextInt(10));
                case "beginning" -> "\"pattern\":\"+%d*\"".formatted(SampleStock.first(town) / SampleStock.TOWN);
                default -> "\"locality\":\"%s\"".formatted(SampleStock.locality(town));
            };
            gateway.post("/inventory:search", "{\"countryCode\":\"US\"," + wanted + "}");
        });
    }

    private Timings purchase(Gateway gateway, int quantity) throws Exception {
        String[] search = new String[1];
        return Timings.of(
                rounds,
                round -> search[0] = search(gateway, quantity),
                round -> gateway.post(
                        "/availablePhoneNumbers/:purchase" + VERSION, "{\"searchId\":\"" + search[0] + "\"}"),
                Scale::nothing);
    }

    private int town() {
        return random.nextInt(stock.towns());
    }

    private int area() {
        return SampleStock.area(town());
    }

    private long deep() {
        return SampleStock.first(random.nextInt(Math.min(stock.towns(), OWNED_TOWNS_MAX)))
                + random.nextInt(SampleStock.TOWN);
    }

    private static void nothing(int unusedRound) {}
}
