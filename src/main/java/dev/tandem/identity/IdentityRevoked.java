package dev.tandem.identity;

import dev.tandem.sip.AddressOfRecord;

/**
 * What proved an identity does so no more: registrations it made must go. Fired after the fact is stored.
 *
 * @param aor the identity
 * @param what what proves nothing any more
 */
public record IdentityRevoked(AddressOfRecord aor, What what) {

    /** What may be revoked. */
    public enum What {
        /** Everything: the tokens were revoked, or the identity deleted. */
        ALL,
        /** The SIP password: another one was issued. */
        SIP_PASSWORD
    }
}
