package dev.tandem.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallView;
import dev.tandem.call.EndReason;
import dev.tandem.gateway.Gateway;
import dev.tandem.interop.Installation.Account;
import dev.tandem.record.CallRecords;
import dev.tandem.tenant.Tenant;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.Ports;
import dev.tandem.testkit.Sipp;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SIPp as carriers and as a user: many calls at a time, and a trunk that is full. */
@ServiceTest
@Tag("interop")
class SippIT {

    private static final int CALLS = 20;
    private static final int CALLS_PER_SECOND = 5;
    private static final String SUBSCRIBER = "+442079460199";
    private static final List<String> FOREIGN_POOLS =
            List.of("executor-thread", "process reaper", "ForkJoinPool", "HttpClient");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LOOPBACK = "127.0.0.1/32";

    @Inject
    Sessions sessions;

    @Inject
    Gateway gateway;

    @Inject
    CallDirectory calls;

    @Inject
    CallRecords records;

    @Inject
    Tenant tenant;

    private Installation installation;
    private String number;

    @BeforeEach
    void buyANumber() {
        installation = new Installation(sessions);
        number = installation.buyNumber();
    }

    @AfterEach
    void takeEverythingBack() {
        calls.all().forEach(call -> call.end(EndReason.ENDED_BY_API));
        installation.close();
    }

    @Test
    void aCarriersCallsGoOnToASipUriAndLeaveNothingBehind() throws Exception {
        int port = Ports.free();
        installation.trunk("sipp", port, LOOPBACK);
        installation.assign(number, "{\"kind\":\"sip\",\"uri\":\"sip:desk@127.0.0.1\"}");
        carrierCalls(port, 1);
        Set<Thread> before = threads();

        carrierCalls(port, CALLS);

        Remains.expectNone(calls, gateway, installation);
        Eventually.equal(PATIENCE, Set.of(), () -> threadsBesides(before));
        assertThat(recordsOfCallsTo(number)).allSatisfy(call -> {
            assertThat(call.answeredAt()).isNotNull();
            assertThat(call.endReason()).isEqualTo(EndReason.CALLER_HUNG_UP);
        });
    }

    @Test
    void aFullTrunkIsPassedOverAndTheNextOneTakesEveryCall() throws Exception {
        int full = Ports.free();
        int free = Ports.free();
        installation.trunk("full", full, LOOPBACK);
        installation.trunk("free", free, LOOPBACK);
        installation.routeAllTo("full", "free");
        Account account = installation.newAccount();
        installation.assign(number, account);

        try (Sipp first = play("trunk-is-full", full, CALLS);
                Sipp next = play("trunk-answers", free, CALLS);
                Sipp user = userCalls(account)) {
            user.expectSuccess();
            next.expectSuccess();
            first.expectSuccess();
        }

        Remains.expectNone(calls, gateway, installation);
        assertThat(recordsOfCallsTo(SUBSCRIBER)).allSatisfy(call -> {
            assertThat(call.answeredAt()).isNotNull();
            assertThat(call.trunk()).isEqualTo("free");
        });
    }

    private void carrierCalls(int trunkPort, int count) throws Exception {
        try (Sipp callee = play("trunk-answers", trunkPort, count);
                Sipp caller = play("trunk-calls", Ports.free(), count, "-s", number, target())) {
            caller.expectSuccess();
            callee.expectSuccess();
        }
    }

    private Sipp userCalls(Account account) throws IOException {
        return play(
                "user-calls",
                Ports.free(),
                CALLS,
                "-s",
                SUBSCRIBER,
                "-key",
                "user",
                account.username(),
                "-au",
                account.username(),
                "-ap",
                account.password(),
                target());
    }

    private String target() {
        return "127.0.0.1:" + gateway.sipPort();
    }

    private static Sipp play(String scenario, int port, int count, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("-m", "" + count, "-r", "" + CALLS_PER_SECOND));
        return new Sipp(Path.of("test/resources/sipp", scenario + ".xml"), port, arguments);
    }

    /** The newest records, as soon as all of them are of these calls: they are written behind. */
    private List<CallView> recordsOfCallsTo(String dialled) {
        Eventually.equal(PATIENCE, CALLS, () -> (int)
                latest().stream().filter(call -> call.to().equals(dialled)).count());
        return latest();
    }

    private List<CallView> latest() {
        return records.ended(tenant.id(), Optional.empty(), CALLS).calls();
    }

    private static Set<Thread> threadsBesides(Set<Thread> known) {
        Set<Thread> more = new HashSet<>(threads());
        more.removeAll(known);
        return more;
    }

    /** The threads that calls could leave behind; pools that are not the gateway's own grow as they like. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> FOREIGN_POOLS.stream().noneMatch(thread.getName()::startsWith))
                .collect(Collectors.toSet());
    }
}
