package dev.tandem.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.console.ConnectionString;
import dev.tandem.demo.Demo;
import dev.tandem.examples.IvrMenu;
import dev.tandem.number.imports.DemoStock;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.NodeSuite;
import dev.tandem.testkit.Ports;
import dev.tandem.testkit.Program;
import dev.tandem.tls.ServerCertificate;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs below {@code examples/}, run as their README says. */
@ServiceTest
@Tag("interop")
class ExamplesIT {

    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    Sessions sessions;

    @Inject
    ConnectionString connection;

    @Inject
    ServerCertificate certificate;

    @Inject
    CallDirectory calls;

    @Inject
    DemoStock stock;

    @Inject
    Demo demo;

    @TempDir
    Path folder;

    private Installation installation;

    @BeforeEach
    void dependenciesAreInstalled() throws Exception {
        installation = new Installation(sessions);
        stock.load();
        new NodeSuite(EXAMPLES);
    }

    @AfterEach
    void nothingIsLeft() {
        demo.hangUpAll();
        installation.admin().delete("/eventSubscriptions/menu");
        Eventually.equal(PATIENCE, 0, calls::size);
        installation.close();
    }

    @Test
    void theMenuAnswersAndActsOnKeys() throws Exception {
        int port = Ports.free();
        String number = installation.buyNumber();
        installation.assign(number, "{\"kind\":\"application\",\"application\":\"menu\"}");
        try (Program menu = new Program(EXAMPLES, environment(port), java())) {
            menu.await(PATIENCE, "The menu listens");
            installation
                    .admin()
                    .contentType(ContentType.JSON)
                    .body("{\"endpoint\":\"http://127.0.0.1:%d/events\",\"schema\":\"eventGrid\"}".formatted(port))
                    .put("/eventSubscriptions/menu")
                    .then()
                    .statusCode(201);
            installation
                    .admin()
                    .contentType(ContentType.JSON)
                    .body("{\"to\":\"" + number + "\"}")
                    .post("/demo/calls")
                    .then()
                    .statusCode(202);
            Eventually.within(PATIENCE, this::isConnected);
            pressUntil(menu, "1");
            pressUntil(menu, "9");
            Eventually.equal(PATIENCE, 0, calls::size);
        }
    }

    private boolean isConnected() {
        return installation
                .admin()
                .get("/calls?state=live")
                .then()
                .extract()
                .asString()
                .contains("\"connected\"");
    }

    /** A key pressed before the menu listens is nobody's: so it is pressed again, as a caller would. */
    private void pressUntil(Program menu, String key) {
        long[] nextNanos = {System.nanoTime()};
        Eventually.within(PATIENCE, () -> {
            if (System.nanoTime() - nextNanos[0] >= 0) {
                demo.press(key);
                nextNanos[0] = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            }
            return menu.lines().contains("pressed " + key);
        });
    }

    @Test
    void theReminderIsConfirmedByAKey() throws Exception {
        Map<String, String> environment = environment(Ports.free());
        environment.put("FROM", installation.buyNumber());
        environment.put("TO", "+14255550199");
        try (Program reminder = new Program(EXAMPLES, environment, List.of("npx", "tsx", "reminder/reminder.ts"))) {
            Eventually.within(PATIENCE, this::isConnected);
            long[] nextNanos = {System.nanoTime()};
            Eventually.within(PATIENCE, () -> {
                if (System.nanoTime() - nextNanos[0] >= 0) {
                    demo.press("1");
                    nextNanos[0] = System.nanoTime() + Duration.ofSeconds(3).toNanos();
                }
                return reminder.lines().contains("confirmed");
            });
        }
    }

    private Map<String, String> environment(int port) throws IOException, GeneralSecurityException {
        Map<String, String> environment = new HashMap<>();
        environment.put("CONNECTION_STRING", connection.clear());
        environment.put("NODE_EXTRA_CA_CERTS", certificate.caFile().toString());
        environment.put("PORT", Integer.toString(port));
        environment.put("PUBLIC_URL", "http://127.0.0.1:" + port);
        return environment;
    }

    private List<String> java() throws IOException, GeneralSecurityException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + trustStore(),
                "-Djavax.net.ssl.trustStorePassword=changeit",
                "-cp",
                System.getProperty("java.class.path"),
                IvrMenu.class.getName());
    }

    private Path trustStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream ca = Files.newInputStream(certificate.caFile())) {
            store.setCertificateEntry(
                    "tandem", CertificateFactory.getInstance("X.509").generateCertificate(ca));
        }
        Path file = folder.resolve("tandem.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        assertThat(file).exists();
        return file;
    }
}
