package dev.tandem.interop;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.console.ConnectionString;
import dev.tandem.demo.Demo;
import dev.tandem.event.Sink;
import dev.tandem.event.Sink.Answer;
import dev.tandem.event.Sink.Received;
import dev.tandem.gateway.Gateway;
import dev.tandem.interop.Installation.Account;
import dev.tandem.number.imports.DemoStock;
import dev.tandem.testkit.Baresip;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.NodeSuite;
import dev.tandem.testkit.Ports;
import dev.tandem.tls.ServerCertificate;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The official npm packages, unmodified, over HTTPS: every script in {@code src/test/npm/suites} has a factory here, which
 * shows its cases one by one.
 */
@ServiceTest
@Tag("interop")
class NpmSdkIT {

    private static final Path MICROPHONE =
            Path.of("test/resources/voice/talker.wav").toAbsolutePath();

    @Inject
    Sessions sessions;

    @Inject
    ConnectionString connection;

    @Inject
    ServerCertificate certificate;

    @Inject
    DemoStock stock;

    @Inject
    Demo demo;

    @Inject
    CallDirectory calls;

    @Inject
    Gateway gateway;

    private Installation installation;

    @BeforeEach
    void numbersAreOnSaleAndNoTrunkIsThere() {
        installation = new Installation(sessions);
        stock.load();
    }

    @AfterEach
    void takeEverythingBack() {
        demo.hangUpAll();
        Eventually.equal(Duration.ofSeconds(20), 0, calls::size);
        installation.close();
    }

    @TestFactory
    Stream<DynamicTest> phoneNumbers() throws Exception {
        return cases("phone-numbers");
    }

    @TestFactory
    Stream<DynamicTest> sipRouting() throws Exception {
        return cases("sip-routing");
    }

    @TestFactory
    Stream<DynamicTest> callAutomation() throws Exception {
        Account account = installation.newAccount();
        String rings = account.baresip(gateway.sipPort(), "PCMU").replace("answermode=auto", "answermode=manual");
        try (Baresip phone = new Baresip(Ports.free(), rings, MICROPHONE, Duration.ofMinutes(4))) {
            phone.await("[1 binding]", Duration.ofSeconds(20));
            return cases("call-automation", Map.of("TANDEM_RINGING_USER", account.identity()));
        }
    }

    @TestFactory
    Stream<DynamicTest> incomingCalls() throws Exception {
        try (Sink carrier = new Sink(this::press)) {
            return cases(
                    "incoming-calls", Map.of("TANDEM_CARRIER", carrier.uri("").toString()));
        }
    }

    /** The caller at the carrier's end presses keys. */
    private Answer press(Received request) {
        demo.press(request.path().replaceFirst(".*/", ""));
        return Answer.of(200);
    }

    @TestFactory
    Stream<DynamicTest> mediaStreaming() throws Exception {
        return cases("media-streaming");
    }

    @TestFactory
    Stream<DynamicTest> identity() throws Exception {
        return cases("identity");
    }

    private Stream<DynamicTest> cases(String suite) throws IOException, InterruptedException {
        return cases(suite, Map.of());
    }

    private Stream<DynamicTest> cases(String suite, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("TANDEM_CONNECTION_STRING", connection.clear());
        environment.put("NODE_EXTRA_CA_CERTS", certificate.caFile().toString());
        return new NodeSuite(Path.of("test/npm"))
                .run("suites/" + suite + ".mjs", environment).stream()
                        .map(each -> DynamicTest.dynamicTest(each.name(), each::expectSuccess));
    }
}
