package dev.tandem.call;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is at the far end of a leg, as call records and REST name it. */
public enum LegKindName {
    TRUNK("trunk"),
    IDENTITY("identity");

    private final String wire;

    LegKindName(String wire) {
        this.wire = wire;
    }

    /** The name on the wire. */
    @JsonValue
    public String wire() {
        return wire;
    }
}
