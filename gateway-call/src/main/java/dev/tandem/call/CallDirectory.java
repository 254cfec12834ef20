package dev.tandem.call;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The calls that are up, by id. Thread-safe and bounded: a call that finds no room is refused. */
public final class CallDirectory {

    private static final Duration WAITED_FOR = Duration.ofSeconds(10);
    private static final Executor FORGET = CompletableFuture.delayedExecutor(WAITED_FOR.toSeconds(), TimeUnit.SECONDS);

    private final int callsMax;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<String>> ids = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private volatile BooleanSupplier time = () -> true;

    public CallDirectory(int callsMax) {
        this.callsMax = callsMax;
    }

    /** Has calls be added only while this machine has time for them, by this measure. */
    public void admitWhile(BooleanSupplier hasTime) {
        time = hasTime;
    }

    /** Adds a call; false, and counted, when there are as many as allowed or no time for one more. */
    public boolean add(Call call) {
        if (taken.incrementAndGet() > callsMax || !time.getAsBoolean()) {
            taken.decrementAndGet();
            refused.increment();
            return false;
        }
        calls.put(call.id(), call);
        CompletableFuture<String> id = ids.computeIfAbsent(call.sipCallId(), unknown -> new CompletableFuture<>());
        id.complete(call.id());
        return true;
    }

    /** Forgets a call that ended. */
    public void remove(Call call) {
        if (calls.remove(call.id(), call)) {
            taken.decrementAndGet();
            // Who placed a call that was refused at once still asks for its id.
            FORGET.execute(() -> ids.remove(call.sipCallId()));
        }
    }

    /** A tenant's call that is up. */
    public Optional<Call> find(String tenant, String id) {
        return Optional.ofNullable(calls.get(id)).filter(call -> call.tenant().equals(tenant));
    }

    /** The id of the call whose caller's leg has this Call-ID header, as soon as there is one; forgotten after a while. */
    public CompletableFuture<String> known(String sipCallId) {
        CompletableFuture<String> id = ids.computeIfAbsent(sipCallId, unknown -> new CompletableFuture<>());
        return id.copy().orTimeout(WAITED_FOR.toSeconds(), TimeUnit.SECONDS).whenComplete((known, late) -> {
            if (late != null) {
                ids.remove(sipCallId, id);
            }
        });
    }

    /** All calls that are up, whoever's they are, oldest first. */
    public List<CallView> views() {
        return views(call -> true);
    }

    /** A tenant's calls that are up, oldest first. */
    public List<CallView> views(String tenant) {
        return views(call -> call.tenant().equals(tenant));
    }

    private List<CallView> views(Predicate<Call> wanted) {
        return calls.values().stream()
                .filter(wanted)
                .map(Call::view)
                .sorted(Comparator.comparing(CallView::startedAt))
                .toList();
    }

    /** The calls that are up. */
    public List<Call> all() {
        return List.copyOf(calls.values());
    }

    /** How many are up. */
    public int size() {
        return calls.size();
    }

    /** How many found no room since start. */
    public long refused() {
        return refused.sum();
    }
}
