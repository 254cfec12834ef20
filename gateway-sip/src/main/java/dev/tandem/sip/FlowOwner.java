package dev.tandem.sip;

import java.time.Instant;

/**
 * Whom a flow belongs to, as proven by an access token.
 *
 * @param aor the user
 * @param until when the proof ends: nothing new begins over the flow then
 */
public record FlowOwner(AddressOfRecord aor, Instant until) {}
