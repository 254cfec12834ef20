/**
 * Who may do what: no path answers unless the request authenticates (HMAC-SHA256 with an access key, a user's token, a
 * service's, the console's session) or {@link dev.tandem.access.PublicPaths} lists it.
 */
@NullMarked
package dev.tandem.access;

import org.jspecify.annotations.NullMarked;
