package dev.tandem.principal;

import dev.tandem.sip.AddressOfRecord;
import java.util.Optional;
import java.util.Set;

/**
 * Who makes a request.
 *
 * @param kind how they proved it
 * @param name of the key, user or service, for audit trails and limits; no secret
 * @param permissions what they may do; users nothing: their tokens are for SIP
 * @param user the identity, for {@link Kind#USER}
 */
public record Principal(Kind kind, String name, Set<Permission> permissions, Optional<AddressOfRecord> user) {

    /** A way to authenticate. */
    public enum Kind {
        /** Signed with an access key. */
        ACCESS_KEY,
        /** Signed in to the console. */
        CONSOLE,
        /** A token of the configured OpenID Connect issuer. */
        SERVICE,
        /** A user's access token: known, but no operation of this API is theirs. */
        USER
    }

    /** Copies the set, so that the principal is a value. */
    public Principal {
        permissions = Set.copyOf(permissions);
    }

    /** Whoever holds the access key of this name. */
    public static Principal accessKey(String name, Set<Permission> permissions) {
        return new Principal(Kind.ACCESS_KEY, "key " + name, permissions, Optional.empty());
    }

    /** Somebody at the console, in a session that {@code openedBy} opened. */
    public static Principal console(String openedBy, Set<Permission> permissions) {
        return new Principal(Kind.CONSOLE, "console by " + openedBy, permissions, Optional.empty());
    }

    /** A user of ours. */
    public static Principal user(AddressOfRecord user) {
        return new Principal(Kind.USER, "user " + user.userPart(), Set.of(), Optional.of(user));
    }

    /** A service that the issuer vouches for. */
    public static Principal service(String subject, Set<Permission> permissions) {
        return new Principal(Kind.SERVICE, "service " + subject, permissions, Optional.empty());
    }

    /** Whether they may call an operation that needs {@code required}. */
    public boolean may(Permission required) {
        return required.isGrantedBy(permissions);
    }
}
