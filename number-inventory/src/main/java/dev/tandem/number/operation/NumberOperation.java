package dev.tandem.number.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a long-running operation ended.
 *
 * @param type its name on the wire, as its resource says it
 * @param resourceLocation where the result is
 */
public record NumberOperation(
        String id,
        String tenant,
        String type,
        String status,
        @Nullable String resourceLocation,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        Instant createdAt) {
    /** One that succeeded. */
    public static NumberOperation of(String id, String tenant, String type, Instant createdAt) {
        return new NumberOperation(id, tenant, type, "succeeded", null, null, null, createdAt);
    }

    /** The same with a place where the result is. */
    public NumberOperation at(String location) {
        return new NumberOperation(id, tenant, type, status, location, errorCode, errorMessage, createdAt);
    }

    /** It came to nothing. */
    public NumberOperation failed(String code, String message) {
        return new NumberOperation(id, tenant, type, "failed", resourceLocation, code, message, createdAt);
    }
}
