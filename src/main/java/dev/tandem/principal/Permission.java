package dev.tandem.principal;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a key, a service or a console session may do. Every one of them may read, except for the keys themselves. */
public enum Permission {
    /** Everything: trunks, routes and keys too. */
    @JsonProperty("admin")
    ADMIN,
    /** Search, buy, change and release phone numbers. */
    @JsonProperty("numbers")
    NUMBERS,
    /** Make and control calls; make the identities that take part in them. */
    @JsonProperty("calls")
    CALLS,
    /** Nothing but reading. */
    @JsonProperty("read")
    READ
}
