package dev.tandem.principal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Set;

/**
 * What a key, a service or a console session may do. Whoever may do anything may read, except for the keys themselves and
 * what was said in calls.
 */
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
    /** Fetch and delete the files of recordings. */
    @JsonProperty("recordings")
    RECORDINGS,
    /** Nothing but reading. */
    @JsonProperty("read")
    READ;

    /** Whether who has {@code granted} may do what needs this. */
    public boolean isGrantedBy(Set<Permission> granted) {
        return granted.contains(ADMIN) || (this == READ ? !granted.isEmpty() : granted.contains(this));
    }

    /** How it is spelt on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
