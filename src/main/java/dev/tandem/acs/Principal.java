package dev.tandem.acs;

import dev.tandem.sip.AddressOfRecord;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param kind how they proved it
 * @param user the identity, for {@link Kind#USER}
 */
public record Principal(Kind kind, Optional<AddressOfRecord> user) {

    /** A way to authenticate. */
    public enum Kind {
        /** Signed with an access key: the resource itself, all is allowed. */
        ACCESS_KEY,
        /** Signed in to the console: all is allowed. */
        CONSOLE,
        /** A user's access token: only what is marked {@link UserTokenAllowed}. */
        USER
    }

    static Principal of(Kind kind) {
        return new Principal(kind, Optional.empty());
    }

    static Principal of(AddressOfRecord user) {
        return new Principal(Kind.USER, Optional.of(user));
    }
}
