/**
 * The transaction layer (RFC 3261, section 17) as its user sees it: requests and responses go in and out as values of {@code
 * sip.message}, and what carries them stays behind.
 */
@NullMarked
package dev.tandem.sip.transaction;

import org.jspecify.annotations.NullMarked;
