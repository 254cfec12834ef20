/**
 * Who may do what: nothing answers unless the request authenticates (HMAC-SHA256 with an access key, a service's token, the
 * console's session) and is permitted what the operation requires, or {@link dev.tandem.access.OpenRoutes} or the operation
 * itself is open to anybody.
 */
@NullMarked
package dev.tandem.access;

import org.jspecify.annotations.NullMarked;
