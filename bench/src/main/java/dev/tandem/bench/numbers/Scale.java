package dev.tandem.bench.numbers;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stock at scale, through the packaged gateway with a heap of 512 MB on H2: {@code bench/run numbers.Scale 10000000}
 * imports so many numbers, sells nine of ten, and measures searches, purchases and deep list pages beside the bare SQL.
 * What was found and bought is given back after each round, unmeasured, so that every round finds the same stock.
 *
 * <p>Selling millions one by one would take hours: the rows become what sales make them, by plain SQL. The numbers of the
 * first hundred towns get their owner too, which is 900,000 rows for the list to page through.
 *
 * <p>A second argument names one step alone: {@code import}, {@code sell} or {@code measure}. The data stays in
 * {@code bench/target/numbers-<count>} for the next step.
 */
public final class Scale {
    private static final String VERSION = "?api-version=2022-12-01";
    private static final Path TARGET = Path.of("bench", "target");
    private static final int OWNED_TOWNS_MAX = 100;
    private static final int ROUNDS = 500;
    private static final Pattern SEARCH_ID = Pattern.compile("\"(?:searchId|id)\":\"([0-9a-f-]{36})\"");
    private static final Pattern NUMBER = Pattern.compile("\"\\+([0-9]+)\"");

    private final SampleStock stock;
    private final Path data;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private final Medians medians;

    private Scale(int numbers) {
        stock = new SampleStock(numbers);
        data = TARGET.resolve("numbers-" + numbers).resolve("data");
        medians = new Medians(TARGET, numbers);
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
        Files.createDirectories(data);
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
        System.out.printf(
                "nine of ten marked as sold by SQL in %.1f s, %,d of them with their owner%n",
                (System.nanoTime() - start) / 1e9,
                Math.min(stock.towns(), OWNED_TOWNS_MAX) * SampleStock.SOLD);
    }

    private void measure() throws Exception {
        Map<String, Timings> rest = new LinkedHashMap<>();
        try (Gateway gateway = new Gateway(data)) {
            for (int quantity : List.of(1, 10, 100)) {
                rest.put("search by area code, " + quantity, searches(gateway, () -> byArea(quantity)));
                rest.put("search by beginning, " + quantity, searches(gateway, () -> byBeginning(quantity)));
                rest.put("search by locality, " + quantity, searches(gateway, () -> byLocality(quantity)));
            }
            for (int quantity : List.of(1, 10)) {
                rest.put("search by ending, " + quantity, searches(gateway, () -> byEnding(quantity)));
                rest.put("purchase, " + quantity, purchases(gateway, quantity));
            }
            rest.put(
                    "list page of 100, deep",
                    Timings.of(
                            ROUNDS,
                            Scale::nothing,
                            round -> gateway.get("/phoneNumbers" + VERSION + "&top=100&after=" + deep()),
                            Scale::nothing));
            System.out.printf("heap %d MB of 512 after the REST part%n", gateway.heapMegabytes());
        }
        Map<String, Timings> bare = bare();
        rest.forEach((name, timings) ->
                System.out.println(Timings.beside(name, timings, Objects.requireNonNull(bare.get(name)))));
        medians.keep(rest);
        System.out.print(medians.slopes());
    }

    private Map<String, Timings> bare() throws Exception {
        Map<String, Timings> bare = new LinkedHashMap<>();
        try (BareSql sql = new BareSql(data)) {
            for (int quantity : List.of(1, 10, 100)) {
                bare.put("search by area code, " + quantity, bareSearches(sql, () -> sql.area(area(), quantity)));
                bare.put("search by beginning, " + quantity, bareSearches(sql, () -> sql.beginning(town(), quantity)));
                bare.put("search by locality, " + quantity, bareSearches(sql, () -> sql.town(town(), quantity)));
            }
            for (int quantity : List.of(1, 10)) {
                bare.put(
                        "search by ending, " + quantity,
                        bareSearches(sql, () -> sql.ending(town(), endingDigits(), quantity)));
                BareSql.Held[] held = new BareSql.Held[1];
                bare.put(
                        "purchase, " + quantity,
                        Timings.of(
                                ROUNDS,
                                round -> held[0] = sql.hold(sql.area(area(), quantity)),
                                round -> sql.buy(held[0]),
                                round -> sql.giveBack(held[0])));
            }
            bare.put(
                    "list page of 100, deep",
                    Timings.of(ROUNDS, Scale::nothing, round -> sql.page(deep()), Scale::nothing));
        }
        return bare;
    }

    /** Finds numbers and locks them. */
    private interface Finding {
        List<Object> find() throws SQLException;
    }

    private static Timings bareSearches(BareSql sql, Finding finding) throws Exception {
        BareSql.Held[] held = new BareSql.Held[1];
        return Timings.of(
                ROUNDS,
                Scale::nothing,
                round -> held[0] = sql.hold(finding.find()),
                round -> sql.giveBack(held[0]));
    }

    /** The path and the body of a search. */
    private record Asked(String path, String body) {}

    private Asked byArea(int quantity) {
        return new Asked("/availablePhoneNumbers/countries/US/:search" + VERSION, """
                {"phoneNumberType":"geographic","assignmentType":"application","areaCode":"%d","quantity":%d,
                 "capabilities":{"calling":"inbound+outbound","sms":"none"}}""".formatted(area(), quantity));
    }

    private Asked byBeginning(int quantity) {
        return inventory("\"pattern\":\"+%d*\"".formatted(SampleStock.first(town()) / SampleStock.TOWN), quantity);
    }

    private Asked byLocality(int quantity) {
        return inventory("\"locality\":\"%s\"".formatted(SampleStock.locality(town())), quantity);
    }

    private Asked byEnding(int quantity) {
        return inventory(
                "\"areaCode\":\"%d\",\"pattern\":\"*%02d\"".formatted(SampleStock.area(town()), endingDigits()),
                quantity);
    }

    private static Asked inventory(String wanted, int quantity) {
        return new Asked(
                "/inventory:search", "{\"countryCode\":\"US\",\"quantity\":" + quantity + "," + wanted + "}");
    }

    private static Timings searches(Gateway gateway, Supplier<Asked> asked) throws Exception {
        String[] search = new String[1];
        return Timings.of(
                ROUNDS,
                Scale::nothing,
                round -> search[0] = search(gateway, asked.get()),
                round -> cancel(gateway, search[0]));
    }

    private static String search(Gateway gateway, Asked asked) throws Exception {
        HttpResponse<String> answer = gateway.post(asked.path(), asked.body());
        return answer.headers().firstValue("search-id").orElseGet(() -> first(SEARCH_ID, answer.body()));
    }

    private static void cancel(Gateway gateway, String search) throws Exception {
        gateway.delete("/phoneNumbers/operations/search_" + search + VERSION);
    }

    private Timings purchases(Gateway gateway, int quantity) throws Exception {
        String[] search = new String[1];
        return Timings.of(
                ROUNDS,
                round -> search[0] = search(gateway, byArea(quantity)),
                round -> gateway.post(
                        "/availablePhoneNumbers/:purchase" + VERSION, "{\"searchId\":\"" + search[0] + "\"}"),
                round -> release(gateway, search[0]));
    }

    private static void release(Gateway gateway, String search) throws Exception {
        String bought = gateway.get("/availablePhoneNumbers/searchResults/" + search + VERSION)
                .body();
        Matcher number = NUMBER.matcher(bought);
        while (number.find()) {
            gateway.delete("/phoneNumbers/%2B" + number.group(1) + VERSION);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private int town() {
        return random.nextInt(stock.towns());
    }

    private int area() {
        return SampleStock.area(town());
    }

    /** The last two digits of numbers of which every town has a hundred, none of them sold. */
    private int endingDigits() {
        return random.nextInt(10) * 10 + SampleStock.UNSOLD_DIGIT;
    }

    private long deep() {
        return SampleStock.first(random.nextInt(Math.min(stock.towns(), OWNED_TOWNS_MAX)))
                + random.nextInt(SampleStock.TOWN);
    }

    private static void nothing(int unusedRound) {}
}
