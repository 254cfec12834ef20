package dev.tandem.interop;

import dev.tandem.ServiceTest;
import dev.tandem.acs.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.console.ConnectionString;
import dev.tandem.demo.Demo;
import dev.tandem.number.DemoStock;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.NodeSuite;
import dev.tandem.tls.ServerCertificate;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
        return cases("call-automation");
    }

    @TestFactory
    Stream<DynamicTest> identity() throws Exception {
        return cases("identity");
    }

    private Stream<DynamicTest> cases(String suite) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "TANDEM_CONNECTION_STRING", connection.clear(),
                "NODE_EXTRA_CA_CERTS", certificate.caFile().toString());
        return new NodeSuite(Path.of("test/npm"))
                .run("suites/" + suite + ".mjs", environment).stream()
                        .map(each -> DynamicTest.dynamicTest(each.name(), each::expectSuccess));
    }
}
