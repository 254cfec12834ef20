package dev.tandem.bench.numbers;

import dev.tandem.bench.numbers.Timings.Steps;
import dev.tandem.bench.process.PackagedGateway;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
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
    private static final int ROUNDS_WARM = 5_000;
    private static final int ROUNDS = 1_000;

    /** For what takes a dozen requests to undo. */
    private static final int ROUNDS_FEW = 100;

    private static final List<String> SETTINGS = List.of(
            "tandem.limits.held-numbers=100000000",
            "tandem.request-rate.numbers=0",
            "tandem.inventory.quarantine=0s",
            "tandem.sip.port=0");

    private static final String DATABASE = "tandem.mv.db";
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
        try (PackagedGateway gateway = new PackagedGateway(data, SETTINGS)) {
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
        System.out.printf("database %d MB%n", Files.size(data.resolve(DATABASE)) >> 20);
    }

    private static void sample(PackagedGateway gateway, AtomicLong most) {
        try {
            most.accumulateAndGet(gateway.heapMegabytes(), Math::max);
        } catch (Exception missed) {
            System.out.println("heap not read: " + missed);
        }
    }

    private void sell() throws Exception {
        long start = System.nanoTime();
        try (BareSql sql = new BareSql(data)) {
            sql.withoutIndexes(() -> {
                for (int town = 0; town < stock.towns(); town++) {
                    sql.sellTown(town, town < OWNED_TOWNS_MAX);
                }
            });
        }
        System.out.printf(
                "nine of ten marked as sold by SQL in %.1f s, %,d of them with their owner%n",
                (System.nanoTime() - start) / 1e9, Math.min(stock.towns(), OWNED_TOWNS_MAX) * SampleStock.SOLD);
    }

    private void measure() throws Exception {
        try (PackagedGateway gateway = new PackagedGateway(data, SETTINGS);
                BareSql sql = new BareSql(copied())) {
            // A gateway runs for months: what its first seconds cost is another question.
            Timings.of(ROUNDS_WARM, searches(gateway, () -> byArea(1)), searches(sql, () -> sql.area(area(), 1)));
            Timings.of(ROUNDS_WARM, searches(gateway, () -> byLocality(10)), searches(sql, () -> sql.town(town(), 10)));
            for (int quantity : List.of(1, 10, 100)) {
                beside(
                        "search by area code, " + quantity,
                        ROUNDS,
                        searches(gateway, () -> byArea(quantity)),
                        searches(sql, () -> sql.area(area(), quantity)));
                beside(
                        "search by beginning, " + quantity,
                        ROUNDS,
                        searches(gateway, () -> byBeginning(quantity)),
                        searches(sql, () -> sql.beginning(town(), quantity)));
                beside(
                        "search by locality, " + quantity,
                        ROUNDS,
                        searches(gateway, () -> byLocality(quantity)),
                        searches(sql, () -> sql.town(town(), quantity)));
            }
            for (int quantity : List.of(1, 10)) {
                beside(
                        "search by ending, " + quantity,
                        ROUNDS,
                        searches(gateway, () -> byEnding(quantity)),
                        searches(sql, () -> sql.ending(town(), endingDigits(), quantity)));
                beside(
                        "purchase, " + quantity,
                        quantity == 1 ? ROUNDS : ROUNDS_FEW,
                        purchases(gateway, quantity),
                        purchases(sql, quantity));
            }
            beside(
                    "list page of 100, deep",
                    ROUNDS,
                    Steps.of(() -> gateway.get("/phoneNumbers" + VERSION + "&top=100&after=" + deep())),
                    Steps.of(() -> sql.page(deep())));
            System.out.printf("heap %d MB of 512 after all this%n", gateway.heapMegabytes());
        }
        medians.keep();
        System.out.print(medians.slopes());
    }

    private void beside(String name, int rounds, Steps product, Steps bare) throws Exception {
        Timings timings = Timings.of(rounds, product, bare);
        System.out.printf("%-26s %s%n", name, timings);
        medians.add(name, timings);
    }

    /** Bare SQL has a database of its own, so that the two can take turns: a file of H2's is open once. */
    private Path copied() throws IOException {
        Path copy = Files.createDirectories(data.resolveSibling("bare"));
        Files.copy(data.resolve(DATABASE), copy.resolve(DATABASE), StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }

    /** Finds numbers and locks them. */
    private interface Finding {
        List<Object> find() throws SQLException;
    }

    private static Steps searches(BareSql sql, Finding finding) {
        BareSql.Held[] held = new BareSql.Held[1];
        return Steps.of(() -> held[0] = sql.hold(finding.find()), () -> sql.giveBack(held[0]));
    }

    private Steps purchases(BareSql sql, int quantity) {
        BareSql.Held[] held = new BareSql.Held[1];
        return new Steps(
                () -> held[0] = sql.hold(sql.area(area(), quantity)),
                () -> sql.buy(held[0]),
                () -> sql.giveBack(held[0]));
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
        return new Asked("/inventory:search", "{\"countryCode\":\"US\",\"quantity\":" + quantity + "," + wanted + "}");
    }

    private static Steps searches(PackagedGateway gateway, Supplier<Asked> asked) {
        String[] search = new String[1];
        return Steps.of(() -> search[0] = search(gateway, asked.get()), () -> cancel(gateway, search[0]));
    }

    private static String search(PackagedGateway gateway, Asked asked) throws Exception {
        HttpResponse<String> answer = gateway.post(asked.path(), asked.body());
        return answer.headers().firstValue("search-id").orElseGet(() -> first(SEARCH_ID, answer.body()));
    }

    private static void cancel(PackagedGateway gateway, String search) throws Exception {
        gateway.delete("/phoneNumbers/operations/search_" + search + VERSION);
    }

    private Steps purchases(PackagedGateway gateway, int quantity) {
        String[] search = new String[1];
        return new Steps(
                () -> search[0] = search(gateway, byArea(quantity)),
                () -> gateway.post(
                        "/availablePhoneNumbers/:purchase" + VERSION, "{\"searchId\":\"" + search[0] + "\"}"),
                () -> release(gateway, search[0]));
    }

    private static void release(PackagedGateway gateway, String search) throws Exception {
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
}
