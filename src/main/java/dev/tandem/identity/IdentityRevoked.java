package dev.tandem.identity;

import dev.tandem.sip.AddressOfRecord;

/**
 * An identity's tokens were revoked or it was deleted: its registrations must go. Fired after the fact is stored.
 *
 * @param aor the identity
 */
public record IdentityRevoked(AddressOfRecord aor) {}
