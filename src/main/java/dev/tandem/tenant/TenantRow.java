package dev.tandem.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row that makes a tenant. */
@Entity
@Table(name = "tenant")
class TenantRow {

    @Id
    String id;

    @Column(name = "created_at")
    Instant createdAt;

    /** For the persistence provider. */
    protected TenantRow() {}

    TenantRow(String id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }
}
