package dev.tandem.number;

import dev.tandem.number.store.AuditStore;
import dev.tandem.number.store.AvailabilityStore;
import dev.tandem.number.store.CartStore;
import dev.tandem.number.store.FreeNumbers;
import dev.tandem.number.store.HoldStore;
import dev.tandem.number.store.ImportStore;
import dev.tandem.number.store.OwnedStore;
import dev.tandem.number.store.ProviderStore;
import dev.tandem.number.store.ReservationStore;
import dev.tandem.number.store.ShelfStore;
import dev.tandem.number.store.Sql;
import dev.tandem.number.store.StockStore;
import dev.tandem.number.store.StockWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.flywaydb.core.Flyway;

/** An H2 database with the product's migrations; each call of {@link #in} is one transaction. */
final class Database implements AutoCloseable {
    private static final String USER = "postgres";
    private static final String PASSWORD = "postgres";

    private final Transactions transactions;
    private final Clock clock;
    private final InventorySettings settings;

    private Database(String url, Clock clock, InventorySettings settings) {
        Flyway.configure().dataSource(url, USER, PASSWORD).load().migrate();
        this.clock = clock;
        this.settings = settings;
        this.transactions = new Transactions(url, USER, PASSWORD);
    }

    static Database inMemory(Clock clock) {
        return inMemory(clock, InventorySettings.DEFAULT);
    }

    static Database inMemory(Clock clock, InventorySettings settings) {
        return new Database("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", clock, settings);
    }

    static Database inFile(Path file, Clock clock) {
        return new Database("jdbc:h2:file:" + file.toAbsolutePath(), clock, InventorySettings.DEFAULT);
    }

    /** A new database of the PostgreSQL server that all tests of this run share. */
    static Database inPostgres(Clock clock) {
        return new Database(PostgresServer.newDatabase(), clock, InventorySettings.DEFAULT);
    }

    <T> T in(Function<Services, T> work) {
        return transactions.in(source -> work.apply(new Services(new Sql(source), clock, settings)));
    }

    @Override
    public void close() {
        transactions.close();
    }

    /** The inventory's services within one transaction. */
    static final class Services {
        final Sql sql;
        final Stock stock;
        final Catalogue catalogue;
        final ProviderStore orders;
        final ShelfStore shelves;
        final ReservationStore holds;
        final OwnedStore bought;
        final Clock clock;
        final PoolProvider pool;
        final ProviderSteps providerSteps;
        final Reservations reservations;
        final Purchases purchases;
        final OwnedNumbers owned;
        final Assignments assignments;
        final StockImports imports;
        final Returns returns;
        final AuditTrail audit;
        final Browsing browsing;
        final Carts carts;
        final CartPurchases cartPurchases;
        final HeldNumbers held;
        final History history;

        Services(Sql sql, Clock clock, InventorySettings settings) {
            Actor actor = () -> "tester";
            AuditStore trail = new AuditStore(sql, actor, clock);
            this.clock = clock;
            shelves = new ShelfStore(sql);
            StockStore numbers = new StockStore(sql, trail);
            holds = new ReservationStore(sql);
            bought = new OwnedStore(sql);
            this.sql = sql;
            stock = new Stock(shelves, new StockWriter(sql, trail));
            imports = new StockImports(new ImportSteps(new ImportStore(sql, actor, clock), stock));
            catalogue = new Catalogue(shelves);
            orders = new ProviderStore(sql, trail);
            pool = new PoolProvider(shelves, new FreeNumbers(sql, shelves), numbers, settings, clock);
            reservations = new Reservations(shelves, pool, orders, holds, settings, clock);
            purchases = new Purchases(holds, pool, orders, shelves, bought, clock);
            providerSteps = new ProviderSteps(orders, shelves, holds, bought, clock);
            returns = new Returns(numbers, clock);
            audit = new AuditTrail(trail);
            owned = new OwnedNumbers(bought);
            assignments = new Assignments(bought);
            AvailabilityStore availability = new AvailabilityStore(sql);
            CartStore cartRows = new CartStore(sql);
            browsing = new Browsing(shelves, availability);
            carts = new Carts(cartRows, availability, numbers, clock);
            cartPurchases = new CartPurchases(cartRows, numbers, bought, clock);
            held = new HeldNumbers(new HoldStore(sql), clock);
            history = new History(holds, cartRows);
        }
    }
}
