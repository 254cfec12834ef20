package dev.tandem.repeat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of one repeatable request; without an answer only inside the transaction that makes it. */
@Entity
@Table(name = "answered_request")
class AnsweredRequestRow {

    @Id
    String id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "fingerprint")
    String fingerprint;

    @Column(name = "answer")
    @Nullable String sealedAnswer;

    @Column(name = "created_at")
    Instant createdAt;

    /** For the persistence provider. */
    protected AnsweredRequestRow() {}

    AnsweredRequestRow(String id, String tenantId, String fingerprint, Instant createdAt) {
        this.id = id;
        this.tenantId = tenantId;
        this.fingerprint = fingerprint;
        this.createdAt = createdAt;
    }
}
