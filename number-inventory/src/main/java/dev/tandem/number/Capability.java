package dev.tandem.number;

import java.util.List;
import java.util.stream.Stream;

/** The directions in which a number can do one thing (calling or SMS). */
public enum Capability {
    NONE,
    INBOUND,
    OUTBOUND,
    INBOUND_OUTBOUND;

    /** Whether a number that can do this can do what is wanted. */
    public boolean covers(Capability wanted) {
        return wanted == NONE || this == wanted || this == INBOUND_OUTBOUND;
    }

    /** Every capability that covers this one. */
    public List<Capability> coveredBy() {
        return Stream.of(values()).filter(offered -> offered.covers(this)).toList();
    }
}
