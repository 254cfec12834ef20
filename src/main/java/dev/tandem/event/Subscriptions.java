package dev.tandem.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.store.DataKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The subscriptions in the database. Few and small, so each look reads them. Blocks: workers only. */
@ApplicationScoped
public class Subscriptions {

    private final EntityManager entities;
    private final ObjectMapper json;
    private final DataKey dataKey;

    Subscriptions(EntityManager entities, ObjectMapper json, DataKey dataKey) {
        this.entities = entities;
        this.json = json;
        this.dataKey = dataKey;
    }

    /** A tenant's subscriptions by name. */
    @Transactional
    List<Subscription> all(String tenant) {
        return entities.createQuery(
                        "from SubscriptionRow where key.tenant = :tenant order by key.name", SubscriptionRow.class)
                .setParameter("tenant", tenant)
                .getResultStream()
                .map(this::read)
                .toList();
    }

    /** One subscription. */
    @Transactional
    Optional<Subscription> find(String tenant, String name) {
        return Optional.ofNullable(entities.find(SubscriptionRow.class, new SubscriptionRow.Key(tenant, name)))
                .map(this::read);
    }

    /** Makes or replaces one. */
    @Transactional
    void put(String tenant, Subscription subscription) {
        SubscriptionRow.Key key = new SubscriptionRow.Key(tenant, subscription.name());
        SubscriptionRow row = entities.find(SubscriptionRow.class, key);
        if (row == null) {
            row = new SubscriptionRow();
            row.key = key;
        }
        fill(row, subscription);
        entities.persist(row);
    }

    /** Removes one and what is on its way to it; false when there was none. */
    @Transactional
    boolean delete(String tenant, String name) {
        SubscriptionRow row = entities.find(SubscriptionRow.class, new SubscriptionRow.Key(tenant, name));
        if (row == null) {
            return false;
        }
        entities.remove(row);
        entities.createQuery("delete from OutboxRow where tenant = :tenant and subscription = :name")
                .setParameter("tenant", tenant)
                .setParameter("name", name)
                .executeUpdate();
        return true;
    }

    private void fill(SubscriptionRow row, Subscription subscription) {
        row.endpoint = subscription.endpoint().toString();
        row.envelope = subscription.envelope();
        row.types = write(subscription.types());
        row.filters = write(subscription.filters());
        row.secrets = SealedSecrets.of(subscription.signing(), dataKey, place(row));
        row.createdAt = subscription.createdAt();
    }

    private Subscription read(SubscriptionRow row) {
        return new Subscription(
                row.key.name,
                URI.create(row.endpoint),
                row.envelope,
                new LinkedHashSet<>(read(row.types, new TypeReference<Set<String>>() {})),
                read(row.filters, new TypeReference<List<EventFilter>>() {}),
                row.secrets.open(dataKey, place(row)),
                row.createdAt);
    }

    private static String place(SubscriptionRow row) {
        return "event subscription " + row.key.tenant + "/" + row.key.name;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("strings and lists are JSON", impossible);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a row we wrote cannot be read", ours);
        }
    }
}
