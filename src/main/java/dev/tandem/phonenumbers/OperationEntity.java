package dev.tandem.phonenumbers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The stored outcome of a long-running operation. */
@Entity
@Table(name = "number_operation")
class OperationEntity {
    @Id
    @Column(name = "id")
    String id;

    @Column(name = "tenant_id")
    String tenant;

    @Column(name = "type")
    String type;

    @Column(name = "status")
    String status;

    @Column(name = "resource_location")
    @Nullable String resourceLocation;

    @Column(name = "error_code")
    @Nullable String errorCode;

    @Column(name = "error_message")
    @Nullable String errorMessage;

    @Column(name = "created_at")
    Instant createdAt;

    /** For the persistence provider. */
    protected OperationEntity() {}

    OperationEntity(String id, String tenant, OperationType type, Instant createdAt) {
        this.id = id;
        this.tenant = tenant;
        this.type = type.wireName();
        this.status = "succeeded";
        this.createdAt = createdAt;
    }

    /** Where the result is. */
    OperationEntity at(String location) {
        this.resourceLocation = location;
        return this;
    }

    /** It came to nothing. */
    OperationEntity failed(String code, String message) {
        this.status = "failed";
        this.errorCode = code;
        this.errorMessage = message;
        return this;
    }
}
