package dev.tandem.number;

import dev.tandem.number.store.AvailabilityStore;
import dev.tandem.number.store.CartItemRow;
import dev.tandem.number.store.CartRow;
import dev.tandem.number.store.CartStore;
import dev.tandem.number.store.OwnedRow;
import dev.tandem.number.store.OwnedStore;
import dev.tandem.number.store.ReservationRow;
import dev.tandem.number.store.ReservationStore;
import dev.tandem.number.store.ShelfRow;
import dev.tandem.number.store.ShelfStore;
import dev.tandem.number.store.StockRow;
import dev.tandem.number.store.StockStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** An H2 database with the product's migrations; each call of {@link #in} is one transaction. */
final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 24;

    private final EntityManagerFactory factory;
    private final Clock clock;
    private final InventorySettings settings;

    private Database(String url, Clock clock) {
        Flyway.configure().dataSource(url, "sa", "").load().migrate();
        this.clock = clock;
        this.settings = InventorySettings.DEFAULT;
        this.factory = new HibernatePersistenceConfiguration("numbers")
                .managedClasses(ShelfRow.class, StockRow.class, ReservationRow.class, OwnedRow.class)
                .managedClasses(CartRow.class, CartItemRow.class)
                .jdbcUrl(url)
                .jdbcUsername("sa")
                .jdbcPassword("")
                .jdbcPoolSize(CONNECTIONS)
                .property("hibernate.hbm2ddl.auto", "validate")
                .createEntityManagerFactory();
    }

    static Database inMemory(Clock clock) {
        return new Database("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", clock);
    }

    static Database inFile(Path file, Clock clock) {
        return new Database("jdbc:h2:file:" + file.toAbsolutePath(), clock);
    }

    <T> T in(Function<Services, T> work) {
        return factory.callInTransaction(entities -> work.apply(new Services(entities, clock, settings)));
    }

    @Override
    public void close() {
        factory.close();
    }

    /** The inventory's services over the entity manager of one transaction. */
    static final class Services {
        final EntityManager entities;
        final Stock stock;
        final Catalogue catalogue;
        final Reservations reservations;
        final Purchases purchases;
        final OwnedNumbers owned;
        final Assignments assignments;
        final Browsing browsing;
        final Carts carts;
        final CartPurchases cartPurchases;
        final HeldNumbers held;
        final History history;

        Services(EntityManager entities, Clock clock, InventorySettings settings) {
            ShelfStore shelves = new ShelfStore(entities);
            StockStore numbers = new StockStore(entities);
            ReservationStore holds = new ReservationStore(entities);
            OwnedStore bought = new OwnedStore(entities);
            this.entities = entities;
            stock = new Stock(shelves, numbers);
            catalogue = new Catalogue(shelves);
            reservations = new Reservations(shelves, numbers, holds, settings, clock);
            purchases = new Purchases(holds, numbers, shelves, bought, clock);
            owned = new OwnedNumbers(bought);
            assignments = new Assignments(bought);
            AvailabilityStore availability = new AvailabilityStore(entities);
            CartStore cartRows = new CartStore(entities);
            browsing = new Browsing(shelves, availability, clock);
            carts = new Carts(cartRows, availability, numbers, clock);
            cartPurchases = new CartPurchases(cartRows, numbers, bought, clock);
            held = new HeldNumbers(holds, cartRows, clock);
            history = new History(holds, cartRows);
        }
    }
}
