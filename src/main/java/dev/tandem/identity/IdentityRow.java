package dev.tandem.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of an identity. */
@Entity
@Table(name = "identity")
class IdentityRow {

    @Id
    @Column(name = "user_id")
    String userId;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "token_generation")
    long tokenGeneration;

    @Column(name = "sip_password")
    @Nullable String sealedSipPassword;

    @Column(name = "created_at")
    Instant createdAt;

    /** For the persistence provider. */
    protected IdentityRow() {}

    IdentityRow(String tenantId, String userId, Instant createdAt) {
        this.tenantId = tenantId;
        this.userId = userId;
        this.createdAt = createdAt;
    }
}
