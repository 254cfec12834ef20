package dev.tandem.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of an access key. */
@Entity
@Table(name = "access_key")
class AccessKeyRow {

    @Id
    String id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "name")
    String name;

    @Column(name = "permissions")
    String permissions;

    @Column(name = "secret")
    String sealedSecret;

    @Column(name = "created_at")
    Instant createdAt;
}
