package dev.tandem.sip.endpoint;

import dev.tandem.sip.BindingStore;
import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Flows;
import dev.tandem.sip.flow.Streams;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks after the connections once a second, on a thread of its own: those that have no use go. */
final class FlowSweep implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FlowSweep.class);

    private final Flows flows;
    private final Streams streams;
    private final Legs legs;
    private final BindingStore bindings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "sip-sweep");
        made.setDaemon(true);
        return made;
    });

    FlowSweep(Flows flows, Streams streams, Legs legs, BindingStore bindings, Clock clock) {
        this.flows = flows;
        this.streams = streams;
        this.legs = legs;
        this.bindings = bindings;
        this.clock = clock;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It ends with its thread.
    void start() {
        thread.scheduleWithFixedDelay(this::guarded, 1, 1, TimeUnit.SECONDS);
    }

    private void guarded() {
        try {
            List<Connection> open = flows.all();
            streams.sweep(open, this::isInUse, System.nanoTime());
            Instant now = clock.instant();
            for (Connection each : open) {
                if (each.provenUntil().isPresent()
                        && !now.isBefore(each.provenUntil().get())) {
                    expired(each);
                }
            }
        } catch (RuntimeException mistake) {
            // The next one may do better; none at all would let connections pile up.
            LOG.error("looking after the connections failed", mistake);
        }
    }

    /** No call reaches it any more; it goes with the last one that is up. */
    private void expired(Connection connection) {
        bindings.removeFlow(connection.id());
        if (!legs.goOver(connection.id())) {
            connection.expire();
        }
    }

    private boolean isInUse(Connection connection) {
        return bindings.hasFlow(connection.id(), clock.instant()) || legs.goOver(connection.id());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
