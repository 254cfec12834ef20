package dev.tandem.phonenumbers;

import dev.tandem.number.operation.NumberOperation;
import java.time.Instant;

/** The kinds of long-running operations; each says its name on the wire and how its ids begin. */
enum OperationType {
    SEARCH("search", "search"),
    PURCHASE("purchase", "purchase"),
    RELEASE("releasePhoneNumber", "release"),
    CAPABILITIES("updatePhoneNumberCapabilities", "capabilities"),
    RESERVATION_PURCHASE("reservationPurchase", "reservation-purchase");

    private final String wireName;
    private final String prefix;

    OperationType(String wireName, String prefix) {
        this.wireName = wireName;
        this.prefix = prefix + "_";
    }

    /** One that has succeeded, by the id of what it made. */
    NumberOperation succeeded(String id, String tenant, Instant at) {
        return NumberOperation.of(operationId(id), tenant, wireName, at);
    }

    /** The operation's id, of the id of what it makes. */
    String operationId(String id) {
        return prefix + id;
    }

    boolean owns(String operationId) {
        return operationId.startsWith(prefix);
    }

    /** The id of what the operation makes. */
    String subject(String operationId) {
        return operationId.substring(prefix.length());
    }
}
