package dev.tandem.identity;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.DigestCredentials;
import java.util.Optional;

/**
 * A VoIP user as SIP and token checks need it.
 *
 * @param aor its address-of-record
 * @param tokenGeneration generation that its valid tokens carry
 * @param credentials for softphones, once a SIP password was issued
 */
record Identity(AddressOfRecord aor, long tokenGeneration, Optional<DigestCredentials> credentials) {}
