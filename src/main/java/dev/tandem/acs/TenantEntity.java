package dev.tandem.acs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row that makes a tenant. */
@Entity
@Table(name = "tenant")
class TenantEntity {

    @Id
    String id;

    @Column(name = "created_at")
    Instant createdAt;

    /** For the persistence provider. */
    protected TenantEntity() {}

    TenantEntity(String id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }
}
