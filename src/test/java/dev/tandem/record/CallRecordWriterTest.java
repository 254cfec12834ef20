package dev.tandem.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.call.CallFact;
import dev.tandem.call.CallFact.Attached;
import dev.tandem.call.CallView;
import dev.tandem.call.CallView.Direction;
import dev.tandem.call.CallView.State;
import dev.tandem.store.PatientWriter;
import dev.tandem.tenant.Tenant;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits for the disk goes there together, and one that cannot be written costs no other. */
@ServiceTest
class CallRecordWriterTest {

    private static final String BROKEN = "broken";

    @Inject
    CallRecords records;

    @Inject
    EntityManager entities;

    @Inject
    Tenant tenant;

    private final CountDownLatch disk = new CountDownLatch(1);
    private final List<List<String>> written = new ArrayList<>();

    @Inject
    PatientWriter patient;

    private CallRecordWriter writer;

    /** Writes nothing until it is let, and nothing that is broken. */
    private final class SlowDisk extends CallRecords {

        SlowDisk() {
            super(null, null, null, null, null, null, null);
        }

        @Override
        List<Integer> write(List<CallFact> together) {
            await();
            List<String> ids = together.stream().map(fact -> fact.call().id()).toList();
            if (ids.contains(BROKEN)) {
                throw new IllegalStateException("broken");
            }
            written.add(ids);
            return ids.stream().map(String::length).toList();
        }

        @Override
        int write(CallFact fact) {
            written.add(List.of(fact.call().id()));
            return fact.call().id().length();
        }

        private void await() {
            try {
                assertThat(disk.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @BeforeEach
    void start() {
        writer = new CallRecordWriter(new SlowDisk(), patient);
    }

    @AfterEach
    void stop() throws InterruptedException {
        writer.drain();
    }

    @Test
    void whatCameWhileTheDiskWasBusyIsWrittenTogetherAndInOrder() {
        List<CompletableFuture<Integer>> kept = tell("a", "bb", "ccc", "dddd");
        disk.countDown();

        assertThat(kept.stream().map(CompletableFuture::join)).containsExactly(1, 2, 3, 4);
        assertThat(written.stream().flatMap(List::stream)).containsExactly("a", "bb", "ccc", "dddd");
        assertThat(written).as("transactions").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void whatNobodyWaitsForIsWrittenWithWhatFollows() {
        disk.countDown();
        List<CompletableFuture<Integer>> kept = tell("a", "bb");
        kept.addAll(tell("ccc"));

        assertThat(kept.stream().map(CompletableFuture::join)).containsExactly(1, 2, 3);
        assertThat(written).containsExactly(List.of("a", "bb", "ccc"));
    }

    @Test
    void oneThatCannotBeWrittenWithTheOthersCostsNoneOfThem() {
        List<CompletableFuture<Integer>> kept = tell("a", "bb", BROKEN, "dddd");
        disk.countDown();

        assertThat(kept.stream().map(CompletableFuture::join)).containsExactly(1, 2, 6, 4);
        assertThat(written.stream().flatMap(List::stream)).containsExactly("a", "bb", BROKEN, "dddd");
    }

    @Test
    void anApplicationMayComeStayAndGoWithinOneTransaction() {
        String call = UUID.randomUUID().toString();
        Attached application =
                new Attached(UUID.randomUUID().toString(), URI.create("https://app.example/"), Optional.empty());

        records.write(List.of(
                fact(call, Optional.of(List.of(application))),
                fact(call, Optional.of(List.of(application))),
                fact(call, Optional.empty())));
        assertThat(attachments(call)).isOne();

        records.write(List.of(fact(call, Optional.of(List.of(application))), fact(call, Optional.of(List.of()))));
        assertThat(attachments(call)).isZero();
    }

    private List<CompletableFuture<Integer>> tell(String... calls) {
        List<CompletableFuture<Integer>> kept = new ArrayList<>();
        for (String call : calls) {
            kept.add(writer.happened(fact(call, Optional.empty())).toCompletableFuture());
        }
        return kept;
    }

    private CallFact fact(String call, Optional<List<Attached>> attached) {
        return new CallFact(tenant.id(), view(call), List.of(), List.of(), attached);
    }

    private static CallView view(String id) {
        return new CallView(
                id,
                State.CONNECTED,
                Direction.INBOUND,
                "+13125550100",
                "+12025550143",
                "carrier",
                Instant.parse("2031-01-01T00:00:00Z"),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private long attachments(String call) {
        return entities.createQuery("select count(*) from CallConnectionRow where callId = :call", Long.class)
                .setParameter("call", call)
                .getSingleResult();
    }
}
