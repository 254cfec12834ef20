package dev.tandem.number;

import dev.tandem.number.audit.Actor;
import dev.tandem.number.audit.AuditTrail;
import dev.tandem.number.catalogue.Browsing;
import dev.tandem.number.catalogue.Catalogue;
import dev.tandem.number.imports.ImportStore;
import dev.tandem.number.imports.ImportTransactions;
import dev.tandem.number.imports.RangeImport;
import dev.tandem.number.imports.StockImports;
import dev.tandem.number.owned.Assignments;
import dev.tandem.number.owned.OwnedNumbers;
import dev.tandem.number.owned.OwnedStore;
import dev.tandem.number.sale.HeldNumbers;
import dev.tandem.number.sale.History;
import dev.tandem.number.sale.ProviderOrderStore;
import dev.tandem.number.sale.ProviderOrderTransactions;
import dev.tandem.number.sale.Purchases;
import dev.tandem.number.sale.ReservationPurchases;
import dev.tandem.number.sale.ReservationStore;
import dev.tandem.number.sale.Reservations;
import dev.tandem.number.sale.SearchStore;
import dev.tandem.number.sale.Searches;
import dev.tandem.number.sql.Sql;
import dev.tandem.number.stock.AvailabilityStore;
import dev.tandem.number.stock.FreeNumbers;
import dev.tandem.number.stock.PoolProvider;
import dev.tandem.number.stock.ProvidedStock;
import dev.tandem.number.stock.Returns;
import dev.tandem.number.stock.ShelfStore;
import dev.tandem.number.stock.StockStore;
import dev.tandem.number.stock.StockWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.flywaydb.core.Flyway;

/** An H2 database with the product's migrations; each call of {@link #in} is one transaction. */
public final class Database implements AutoCloseable {
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

    public static Database inMemory(Clock clock) {
        return inMemory(clock, InventorySettings.DEFAULT);
    }

    public static Database inMemory(Clock clock, InventorySettings settings) {
        return new Database("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", clock, settings);
    }

    public static Database inFile(Path file, Clock clock) {
        return new Database("jdbc:h2:file:" + file.toAbsolutePath(), clock, InventorySettings.DEFAULT);
    }

    /** A new database of the PostgreSQL server that all tests of this run share. */
    public static Database inPostgres(Clock clock) {
        return new Database(PostgresServer.newDatabase(), clock, InventorySettings.DEFAULT);
    }

    public <T> T in(Function<Services, T> work) {
        return transactions.in(source -> work.apply(new Services(new Sql(source), clock, settings)));
    }

    @Override
    public void close() {
        transactions.close();
    }

    /** The inventory's services within one transaction. */
    public static final class Services {
        public final Sql sql;
        public final RangeImport stock;
        public final Catalogue catalogue;
        public final ProviderOrderStore orders;
        public final ShelfStore shelves;
        public final SearchStore holds;
        public final OwnedStore bought;
        public final Clock clock;
        public final PoolProvider pool;
        public final ProviderOrderTransactions providerTransactions;
        public final Searches searches;
        public final Purchases purchases;
        public final OwnedNumbers owned;
        public final Assignments assignments;
        public final StockImports imports;
        public final Returns returns;
        public final AuditTrail audit;
        public final Browsing browsing;
        public final Reservations reservations;
        public final ReservationPurchases reservationPurchases;
        public final HeldNumbers held;
        public final History history;

        Services(Sql sql, Clock clock, InventorySettings settings) {
            Actor actor = () -> "tester";
            AuditTrail trail = new AuditTrail(sql, actor, clock);
            this.clock = clock;
            shelves = new ShelfStore(sql);
            StockStore numbers = new StockStore(sql, trail);
            holds = new SearchStore(sql);
            bought = new OwnedStore(sql);
            this.sql = sql;
            stock = new RangeImport(shelves, new StockWriter(sql, trail));
            imports = new StockImports(new ImportTransactions(new ImportStore(sql, actor, clock), stock));
            catalogue = new Catalogue(sql);
            orders = new ProviderOrderStore(sql, new ProvidedStock(sql, trail));
            pool = new PoolProvider(shelves, new FreeNumbers(sql, shelves), numbers, settings, clock);
            searches = new Searches(shelves, pool, orders, holds, settings, clock);
            purchases = new Purchases(holds, pool, orders, shelves, bought, clock);
            providerTransactions = new ProviderOrderTransactions(orders, shelves, holds, bought, clock);
            returns = new Returns(numbers, clock);
            audit = trail;
            owned = new OwnedNumbers(bought);
            assignments = new Assignments(bought);
            AvailabilityStore availability = new AvailabilityStore(sql);
            ReservationStore reservationRows = new ReservationStore(sql);
            browsing = new Browsing(shelves, availability);
            reservations = new Reservations(reservationRows, availability, numbers, clock);
            reservationPurchases = new ReservationPurchases(reservationRows, numbers, bought, clock);
            held = new HeldNumbers(sql, clock);
            history = new History(holds, reservationRows);
        }
    }
}
