package dev.tandem.event;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** The row of a subscription; {@link Subscriptions} translates. */
@Entity
@Table(name = "event_subscription")
class SubscriptionRow {

    /** Tenant and name. */
    @Embeddable
    static class Key implements Serializable {

        String tenant = "";
        String name = "";

        /** For the persistence provider. */
        protected Key() {}

        Key(String tenant, String name) {
            this.tenant = tenant;
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.tenant.equals(tenant) && key.name.equals(name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(tenant, name);
        }
    }

    @EmbeddedId
    Key key = new Key();

    @Column(nullable = false)
    String endpoint = "";

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    Envelope envelope = Envelope.CLOUD_EVENT;

    @Column(nullable = false)
    String types = "[]";

    @Column(nullable = false)
    String filters = "[]";

    @Embedded
    SealedSecrets secrets = new SealedSecrets();

    @Column(name = "created_at", nullable = false)
    Instant createdAt = Instant.EPOCH;
}
