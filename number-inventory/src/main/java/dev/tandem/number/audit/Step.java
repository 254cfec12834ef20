package dev.tandem.number.audit;

/** A step in the life of a number, as its audit trail names it. */
public enum Step {
    /** Came into stock. */
    IMPORTED,
    /** Was imported again with other terms. */
    CHANGED,
    /** Held by a search or a reservation. */
    RESERVED,
    /** The hold was let go: available. */
    CANCELLED,
    /** The hold ran out: available. */
    EXPIRED,
    /** Bought. */
    PURCHASED,
    /** Given back; in quarantine if there is one. */
    RELEASED,
    /** The quarantine is over: available. */
    AVAILABLE
}
