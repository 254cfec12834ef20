package dev.tandem.trunk;

import dev.tandem.config.TandemConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.UnaryOperator;

/**
 * The one owner of trunks and routes. A change is computed, checked, stored, shown to SIP and routing, and announced, in
 * this order; one at a time, on workers.
 */
@Singleton
@Startup
public class RoutingConfiguration {

    private final RoutingStore store;
    private final TrunkDirectory directory;
    private final RouteTable table;
    private final Event<TrunksChanged> changed;
    private final int itemsMax;

    private TrunksAndRoutes current;

    /** Loads what is stored. */
    @Inject
    RoutingConfiguration(
            RoutingStore store,
            TrunkDirectory directory,
            RouteTable table,
            Event<TrunksChanged> changed,
            TandemConfig config) {
        this.store = store;
        this.directory = directory;
        this.table = table;
        this.changed = changed;
        this.itemsMax = config.limits().trunks();
        this.current = QuarkusTransaction.requiringNew().call(store::load);
        show(current);
    }

    /** What is configured now. */
    synchronized TrunksAndRoutes current() {
        return current;
    }

    /** Applies a change and returns what is configured then; a refused or failed one changes nothing. */
    synchronized TrunksAndRoutes change(UnaryOperator<TrunksAndRoutes> change) {
        TrunksAndRoutes next = change.apply(current);
        if (next.equals(current)) {
            return current;
        }
        if (next.trunks().size() > itemsMax || next.routes().size() > itemsMax) {
            throw SipRefusal.TOO_MANY.exception();
        }
        QuarkusTransaction.requiringNew().run(() -> store.save(next));
        current = next;
        show(next);
        changed.fire(new TrunksChanged());
        return next;
    }

    private void show(TrunksAndRoutes routing) {
        directory.replace(routing.trunks());
        table.replace(routing.routes());
    }
}
