package dev.tandem.identity;

import dev.tandem.sip.AddressOfRecord;
import java.time.Instant;
import java.util.Set;

/**
 * Whom an access token stands for.
 *
 * @param aor the identity
 * @param scopes what the token allows, e.g. {@code voip}
 * @param expiry when it stops working
 */
public record VerifiedUser(AddressOfRecord aor, Set<String> scopes, Instant expiry) {

    /** Copies the set, so that the user is a value. */
    public VerifiedUser {
        scopes = Set.copyOf(scopes);
    }
}
