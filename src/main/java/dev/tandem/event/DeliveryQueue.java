package dev.tandem.event;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Which stored event is to be sent next. Events of one lane (one receiver, one call) go one after another; lanes take turns
 * by receiver, so that one that hangs holds up nobody else's.
 *
 * <p>Pure: rows are numbers, time comes in. It holds numbers only, and not more than {@code pendingMax}: what it turns away
 * stays in the store and is offered again by {@link Backlog}. Not thread-safe; owned by {@link Courier}.
 */
final class DeliveryQueue {

    private final int pendingMax;
    private final int perReceiverMax;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, Receiver> receivers = new HashMap<>();
    private final Set<Long> pending = new HashSet<>();
    /** Receivers with something to send and room to send it, in turn. */
    private final LinkedHashSet<Receiver> turns = new LinkedHashSet<>();

    private final PriorityQueue<Lane> resting =
            new PriorityQueue<>(Comparator.comparingLong(lane -> lane.restsUntilNanos));

    DeliveryQueue(int pendingMax, int perReceiverMax) {
        this.pendingMax = pendingMax;
        this.perReceiverMax = perReceiverMax;
    }

    private static final class Lane {
        private final String key;
        private final Receiver receiver;
        private final Deque<Long> rows = new ArrayDeque<>();
        private int attempts;
        private long restsUntilNanos;

        private Lane(String key, Receiver receiver) {
            this.key = key;
            this.receiver = receiver;
        }
    }

    private static final class Receiver {
        private final String key;
        private final Deque<Lane> ready = new ArrayDeque<>();
        private int lanes;
        private int sending;

        private Receiver(String key) {
            this.key = key;
        }
    }

    /**
     * A row to send now.
     *
     * @param row its number in the store
     * @param lane its lane
     * @param attempt 1 the first time
     */
    record Due(long row, String lane, int attempt) {}

    boolean isFull() {
        return pending.size() >= pendingMax;
    }

    int size() {
        return pending.size();
    }

    /** Adds a row at the end of its lane; one that is here already is left where it is. */
    void add(long row, String laneKey, String receiverKey) {
        if (!pending.add(row)) {
            return;
        }
        Lane lane = lanes.computeIfAbsent(laneKey, key -> newLane(key, receiverKey));
        lane.rows.add(row);
        if (lane.rows.size() == 1) {
            ready(lane);
        }
    }

    private Lane newLane(String key, String receiverKey) {
        Receiver receiver = receivers.computeIfAbsent(receiverKey, Receiver::new);
        receiver.lanes++;
        return new Lane(key, receiver);
    }

    /** The next row to send; its lane waits until {@link #done} or {@link #again} says how that went. */
    Optional<Due> next(long nowNanos) {
        wake(nowNanos);
        Iterator<Receiver> turn = turns.iterator();
        if (!turn.hasNext()) {
            return Optional.empty();
        }
        Receiver receiver = turn.next();
        turn.remove();
        Lane lane = receiver.ready.remove();
        receiver.sending++;
        takeTurn(receiver);
        return Optional.of(new Due(lane.rows.element(), lane.key, ++lane.attempts));
    }

    private void wake(long nowNanos) {
        while (!resting.isEmpty() && resting.element().restsUntilNanos - nowNanos <= 0) {
            ready(resting.remove());
        }
    }

    /** The first row of a lane is settled, for better or worse: the next one may go. */
    void done(String laneKey) {
        Lane lane = sent(laneKey);
        pending.remove(lane.rows.remove());
        lane.attempts = 0;
        if (lane.rows.isEmpty()) {
            forget(lane);
        } else {
            ready(lane);
        }
    }

    /** The first row of a lane has to be sent again, not before {@code nanos}. */
    void again(String laneKey, long nanos) {
        Lane lane = sent(laneKey);
        lane.restsUntilNanos = nanos;
        resting.add(lane);
    }

    /** The first row of a lane was not sent after all, and goes again, not before {@code nanos}. */
    void notTried(String laneKey, long nanos) {
        Lane lane = sent(laneKey);
        lane.attempts--;
        lane.restsUntilNanos = nanos;
        resting.add(lane);
    }

    /** When the next resting lane wakes; empty when none rests. */
    Optional<Long> nextWakeNanos() {
        return Optional.ofNullable(resting.peek()).map(lane -> lane.restsUntilNanos);
    }

    private Lane sent(String laneKey) {
        Lane lane = lanes.get(laneKey);
        if (lane == null) {
            throw new IllegalStateException("nothing of lane " + laneKey + " was sent");
        }
        lane.receiver.sending--;
        takeTurn(lane.receiver);
        return lane;
    }

    private void ready(Lane lane) {
        lane.receiver.ready.add(lane);
        takeTurn(lane.receiver);
    }

    private void takeTurn(Receiver receiver) {
        if (!receiver.ready.isEmpty() && receiver.sending < perReceiverMax) {
            turns.add(receiver);
        } else {
            turns.remove(receiver);
        }
    }

    private void forget(Lane lane) {
        lanes.remove(lane.key);
        if (--lane.receiver.lanes == 0) {
            receivers.remove(lane.receiver.key);
        }
    }
}
