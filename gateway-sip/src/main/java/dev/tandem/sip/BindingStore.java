package dev.tandem.sip;

import java.time.Instant;
import java.util.List;

/** Keeps bindings. Called on SIP threads: implementations answer from memory and never block. */
public interface BindingStore {

    /** The bindings of one address-of-record that have not lapsed at {@code now}, newest first. */
    List<Binding> find(AddressOfRecord aor, Instant now);

    /** Adds a binding or replaces the one of the same contact or instance; false when the store or the AOR is full. */
    boolean put(Binding binding, Instant now);

    /** Removes one contact. */
    void remove(AddressOfRecord aor, String contact);

    /** Removes all contacts of an address-of-record, e.g. when its tokens are revoked. */
    void removeAll(AddressOfRecord aor);

    /** Removes what came over a flow that is gone. */
    void removeFlow(String flow);

    /** Whether a binding that has not lapsed at {@code now} came over a flow. */
    boolean hasFlow(String flow, Instant now);

    /** How many bindings have not lapsed at {@code now}. */
    int count(Instant now);
}
