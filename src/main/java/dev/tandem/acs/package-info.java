/**
 * What all REST resources share: authentication (HMAC-SHA256, user tokens, the console's session), Azure Communication
 * Services' error body, api-version, paging and long-running operations.
 *
 * <p>Every path is refused unless it authenticates or {@link dev.tandem.acs.PublicPaths} lists it.
 */
@NullMarked
package dev.tandem.acs;

import org.jspecify.annotations.NullMarked;
