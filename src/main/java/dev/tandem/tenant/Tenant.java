package dev.tandem.tenant;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.UUID;

/** The tenant everything here belongs to: its resource id, a GUID made at first start and the same ever after. */
@Singleton
@Startup
public class Tenant {

    private final String id;

    /** Reads the id, or makes it at first start. */
    @Inject
    public Tenant(EntityManager store, Clock clock) {
        this.id = QuarkusTransaction.requiringNew().call(() -> readOrMake(store, clock));
    }

    /** The resource id, as it stands in {@code 8:acs:{id}_{user}}. */
    public String id() {
        return id;
    }

    private static String readOrMake(EntityManager store, Clock clock) {
        return store.createQuery("select t.id from TenantRow t order by t.createdAt", String.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElseGet(() -> make(store, clock));
    }

    private static String make(EntityManager store, Clock clock) {
        TenantRow tenant = new TenantRow(UUID.randomUUID().toString(), clock.instant());
        store.persist(tenant);
        return tenant.id;
    }
}
