package dev.tandem.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Binding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryBindingsTest {

    private static final Instant NOW = Instant.EPOCH;

    private final InMemoryBindings bindings = new InMemoryBindings(100);

    @Test
    void theNewestContactComesFirstAndARefreshMakesNew() {
        put("alice", "one", 1);
        put("alice", "two", 2);
        put("alice", "one", 3);

        assertThat(contacts("alice", NOW)).containsExactly("one", "two");
    }

    @Test
    void whatHasLapsedIsGone() {
        put("alice", "one", 1);
        Instant lapse = NOW.plusSeconds(60);

        assertThat(contacts("alice", lapse.minusMillis(1))).hasSize(1);
        assertThat(contacts("alice", lapse)).isEmpty();
        assertThat(bindings.count(lapse)).isZero();
    }

    @Test
    void aUserHasAtMostTenContacts() {
        IntStream.range(0, 10).forEach(i -> assertThat(put("alice", "c" + i, i)).isTrue());

        assertThat(put("alice", "c10", 10)).isFalse();
        assertThat(put("alice", "c9", 11)).as("refreshing takes no room").isTrue();
        assertThat(put("bob", "c0", 1)).isTrue();
    }

    @Test
    void aFlowIsUsedWhileABindingCameOverIt() {
        Binding over = new Binding(
                new AddressOfRecord("tenant", "alice"),
                "sip:alice@192.0.2.1",
                List.of(),
                Optional.of("f1"),
                "192.0.2.1:5060",
                "tcp",
                "",
                Optional.empty(),
                "call",
                1,
                NOW.plusSeconds(60));
        bindings.put(over, NOW);
        assertThat(bindings.hasFlow("f1", NOW)).isTrue();

        bindings.remove(over.aor(), over.contact());
        assertThat(bindings.hasFlow("f1", NOW)).isFalse();
    }

    @Test
    void aFullStoreMakesRoomFromWhatHasLapsed() {
        IntStream.range(0, 100).forEach(i -> put("user" + i, "c", 1));

        assertThat(put("late", "c", 1)).isFalse();
        assertThat(bindings.put(binding("late", "c", 1, NOW.plusSeconds(120)), NOW.plusSeconds(60)))
                .isTrue();
        assertThat(bindings.count(NOW.plusSeconds(60))).isOne();
    }

    @Test
    void anOlderRegistrationDoesNotOverwrite() {
        put("alice", "one", 5);
        bindings.put(binding("alice", "one", 4, NOW.plusSeconds(1)), NOW);

        assertThat(contacts("alice", NOW.plusSeconds(30))).containsExactly("one");
    }

    @Test
    void whatCameOverAFlowGoesWithIt() {
        put("alice", "one", 1);
        bindings.put(overFlow("alice", "two", "f1"), NOW);
        bindings.put(overFlow("bob", "three", "f1"), NOW);
        bindings.put(overFlow("bob", "four", "f2"), NOW);

        bindings.removeFlow("f1");
        bindings.removeFlow("f1");

        assertThat(contacts("alice", NOW)).containsExactly("one");
        assertThat(contacts("bob", NOW)).containsExactly("four");
    }

    @Test
    void aContactThatMovedToAnotherFlowStaysWhenTheFirstBreaks() {
        bindings.put(overFlow("alice", "one", "f1"), NOW);
        bindings.put(overFlow("alice", "one", "f2"), NOW);

        bindings.removeFlow("f1");

        assertThat(contacts("alice", NOW)).containsExactly("one");
    }

    @Test
    void removingOneOrAllContactsOfAUserLeavesTheOthersAlone() {
        put("alice", "one", 1);
        put("alice", "two", 1);
        put("bob", "one", 1);

        bindings.remove(aor("alice"), "one");
        assertThat(contacts("alice", NOW)).containsExactly("two");
        bindings.removeAll(aor("alice"));
        assertThat(bindings.count(NOW)).isOne();
    }

    @Test
    void severalThreadsNeverExceedTheBound() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        for (int thread = 0; thread < 4; thread++) {
            int first = thread * 100;
            threads.execute(() -> {
                awaitQuietly(start);
                IntStream.range(first, first + 100).forEach(i -> {
                    put("user" + i, "c", 1);
                    bindings.find(aor("user" + (i - 1)), NOW);
                });
            });
        }
        start.countDown();
        threads.shutdown();

        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(bindings.count(NOW)).isEqualTo(100);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean put(String user, String contact, long cseq) {
        return bindings.put(binding(user, contact, cseq, NOW.plusSeconds(60)), NOW);
    }

    private List<String> contacts(String user, Instant now) {
        return bindings.find(aor(user), now).stream().map(Binding::contact).toList();
    }

    private static AddressOfRecord aor(String user) {
        return new AddressOfRecord("tenant", user);
    }

    private static Binding binding(String user, String contact, long cseq, Instant expiresAt) {
        return new Binding(
                aor(user),
                contact,
                List.of(),
                Optional.empty(),
                "192.0.2.1:5060",
                "udp",
                "",
                Optional.empty(),
                "call",
                cseq,
                expiresAt);
    }

    private static Binding overFlow(String user, String contact, String flow) {
        return new Binding(
                aor(user),
                contact,
                List.of(),
                Optional.of(flow),
                "192.0.2.1:5060",
                "ws",
                "",
                Optional.empty(),
                "call",
                1,
                NOW.plusSeconds(60));
    }
}
