package dev.tandem.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.testkit.Eventually;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar, killed (SIGKILL) while eight clients buy, and started again: no purchase that was answered is lost, no
 * number is there twice, and all are still somewhere. On H2, and with nothing changed but the configuration on PostgreSQL.
 */
@Tag("interop")
class KilledWhileBuyingIT {
    private static final String VERSION = "?api-version=2022-12-01";
    private static final int BUYERS = 8;
    private static final int NUMBERS = 2000;
    private static final int BOUGHT_BEFORE_THE_KILL = 60;
    private static final String SEARCH = """
            {"phoneNumberType":"geographic","assignmentType":"application","areaCode":"206",
             "capabilities":{"calling":"inbound+outbound","sms":"none"},"quantity":1}""";

    @TempDir
    Path directory;

    @Test
    void onH2NothingIsLostAndNothingSoldTwice() throws Exception {
        killAndLook();
    }

    @Test
    void onPostgresNothingIsLostAndNothingSoldTwice() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            killAndLook(
                    "-Dtandem.database.url=" + server.getJdbcUrl("postgres", "postgres"),
                    "-Dtandem.database.user=postgres",
                    "-Dtandem.database.password=postgres");
            assertThat(directory.resolve("data/tandem.mv.db")).doesNotExist();
        }
    }

    private void killAndLook(String... database) throws Exception {
        List<String> options = new ArrayList<>(List.of(database));
        options.add("-Dtandem.demo=false");
        String[] all = options.toArray(String[]::new);
        Path data = directory.resolve("data");
        Set<String> answered = ConcurrentHashMap.newKeySet();
        try (RunningJar gateway = new RunningJar(data, directory.resolve("first.log"), all)) {
            JsonNode report = gateway.post(
                    "/inventory:import?importId=first",
                    "text/csv",
                    "rangeStart,rangeEnd,cost\n+12065550000,+1206555" + (NUMBERS - 1) + ",1.00\n");
            assertThat(report.at("/added").asInt()).isEqualTo(NUMBERS);
            buyUntilKilled(gateway, answered);
        }
        try (RunningJar gateway = new RunningJar(data, directory.resolve("second.log"), all)) {
            List<String> owned = owned(gateway);
            assertThat(owned).doesNotHaveDuplicates().containsAll(answered);
            assertThat(owned.size() - answered.size())
                    .as("bought, but killed before the answer: one a buyer at most")
                    .isLessThanOrEqualTo(BUYERS);
            String export = gateway.text("/inventory:export");
            assertThat(export.lines().filter(line -> line.endsWith(",purchased")))
                    .hasSameSizeAs(owned);
            assertThat(export.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                    .hasSize(NUMBERS)
                    .doesNotHaveDuplicates();
            assertThat(gateway.get("/inventory/imports/first").at("/status").asText())
                    .isEqualTo("completed");
            assertThat(gateway.get("/callRecords").at("/value")).isEmpty();
        }
    }

    private static void buyUntilKilled(RunningJar gateway, Set<String> answered) throws Exception {
        ExecutorService buyers = Executors.newFixedThreadPool(BUYERS);
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            buyers.execute(() -> {
                try {
                    while (true) {
                        answered.add(buy(gateway));
                    }
                } catch (IOException killed) {
                    // What was not answered is nobody's promise.
                } catch (Exception unexpected) {
                    throw new IllegalStateException(unexpected);
                }
            });
        }
        Eventually.within(Duration.ofSeconds(60), () -> answered.size() >= BOUGHT_BEFORE_THE_KILL);
        gateway.kill();
        buyers.shutdown();
        assertThat(buyers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private static String buy(RunningJar gateway) throws Exception {
        String id = gateway.post("/availablePhoneNumbers/countries/US/:search" + VERSION, SEARCH)
                .at("/search-id/0")
                .asText();
        String number = gateway.get("/availablePhoneNumbers/searchResults/" + id + VERSION)
                .at("/phoneNumbers/0")
                .asText();
        gateway.post("/availablePhoneNumbers/:purchase" + VERSION, "{\"searchId\":\"" + id + "\"}");
        return number;
    }

    private static List<String> owned(RunningJar gateway) throws Exception {
        List<String> owned = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = gateway.get("/phoneNumbers" + VERSION + "&top=100&after=" + after);
            page.at("/phoneNumbers")
                    .forEach(each -> owned.add(each.at("/phoneNumber").asText()));
            if (page.at("/nextLink").isMissingNode()) {
                return owned;
            }
            after = owned.get(owned.size() - 1).substring(1);
        }
    }
}
