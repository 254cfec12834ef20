/** How the trunks do: whom to ask when, and what the answers amount to (RFC 3261, section 11). */
@NullMarked
package dev.tandem.sip.trunk;

import org.jspecify.annotations.NullMarked;
