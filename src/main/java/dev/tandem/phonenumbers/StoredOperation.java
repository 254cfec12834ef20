package dev.tandem.phonenumbers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a long-running operation ended.
 *
 * @param type its wire name
 * @param resourceLocation where the result is
 */
record StoredOperation(
        String id,
        String tenant,
        String type,
        String status,
        @Nullable String resourceLocation,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        Instant createdAt) {
    /** One that succeeded. */
    static StoredOperation of(String id, String tenant, OperationType type, Instant createdAt) {
        return new StoredOperation(id, tenant, type.wireName(), "succeeded", null, null, null, createdAt);
    }

    /** The same with a place where the result is. */
    StoredOperation at(String location) {
        return new StoredOperation(id, tenant, type, status, location, errorCode, errorMessage, createdAt);
    }

    /** It came to nothing. */
    StoredOperation failed(String code, String message) {
        return new StoredOperation(id, tenant, type, "failed", resourceLocation, code, message, createdAt);
    }
}
