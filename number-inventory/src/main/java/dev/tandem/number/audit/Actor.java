package dev.tandem.number.audit;

/** Who does what the current thread does: what the audit trail calls them. */
@FunctionalInterface
public interface Actor {
    /** The name for what Tandem does by itself. */
    String SYSTEM = "system";

    /** Never empty; {@link #SYSTEM} when nobody asked for it. */
    String name();
}
