package dev.tandem.inventory;

import dev.tandem.config.TandemConfig;
import dev.tandem.number.imports.StockImports;
import dev.tandem.number.sale.ProviderOrders;
import dev.tandem.number.stock.Returns;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** What time does to the stock: holds run out, quarantines end, and a restart ends imports. */
@ApplicationScoped
public class InventoryUpkeep {
    private static final Logger LOG = Logger.getLogger(InventoryUpkeep.class);

    private final Returns returns;
    private final StockImports imports;
    private final ProviderOrders orders;
    private final TandemConfig config;

    InventoryUpkeep(Returns returns, StockImports imports, ProviderOrders orders, TandemConfig config) {
        this.returns = returns;
        this.imports = imports;
        this.orders = orders;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        int orphans = imports.endOrphans(config.node());
        if (orphans > 0) {
            LOG.infof("%d imports were cut off when Tandem last ended; their reports say how far they came", orphans);
        }
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void putBackDue() {
        while (returns.putBackDue() > 0) {
            // A batch is a transaction: searches get in between.
        }
    }

    /** The first run, at start, finds what a crash left between asking a carrier and its answer. */
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void settleProviderOrders() {
        orders.settleDue();
    }
}
