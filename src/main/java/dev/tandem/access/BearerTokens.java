package dev.tandem.access;

import dev.tandem.sip.AddressOfRecord;
import java.util.Optional;

/** Checks users' access tokens. Called on event loops: answers from memory. */
public interface BearerTokens {

    /** The user a token was issued to; empty when it is malformed, forged, expired or revoked. */
    Optional<AddressOfRecord> userOf(String token);
}
