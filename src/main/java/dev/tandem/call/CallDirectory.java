package dev.tandem.call;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The calls that are up, by id. Thread-safe and bounded: a call that finds no room is refused. */
public final class CallDirectory {

    private final int callsMax;
    private final Map<String, CallSession> calls = new ConcurrentHashMap<>();
    private final Map<String, String> idsBySipCallId = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final LongAdder refused = new LongAdder();

    public CallDirectory(int callsMax) {
        this.callsMax = callsMax;
    }

    /** Adds a call; false, and counted, when there are as many as allowed. */
    boolean add(CallSession call) {
        if (taken.incrementAndGet() > callsMax) {
            taken.decrementAndGet();
            refused.increment();
            return false;
        }
        calls.put(call.id(), call);
        idsBySipCallId.put(call.sipCallId(), call.id());
        return true;
    }

    void remove(CallSession call) {
        if (calls.remove(call.id()) != null) {
            taken.decrementAndGet();
            idsBySipCallId.remove(call.sipCallId(), call.id());
        }
    }

    /** A call that is up. */
    public Optional<CallSession> find(String id) {
        return Optional.ofNullable(calls.get(id));
    }

    /** The id of the call whose caller's leg has this Call-ID header. */
    public Optional<String> idOf(String sipCallId) {
        return Optional.ofNullable(idsBySipCallId.get(sipCallId));
    }

    /** All calls that are up, oldest first. */
    public List<CallView> views() {
        return calls.values().stream()
                .map(CallSession::view)
                .sorted(Comparator.comparing(CallView::startedAt))
                .toList();
    }

    /** The sessions that are up. */
    public List<CallSession> sessions() {
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
