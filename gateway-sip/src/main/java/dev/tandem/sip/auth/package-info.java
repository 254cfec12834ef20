/** Digest authentication, both sides (RFC 3261, section 22; RFC 7616). */
@NullMarked
package dev.tandem.sip.auth;

import org.jspecify.annotations.NullMarked;
