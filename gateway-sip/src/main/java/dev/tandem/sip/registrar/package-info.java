/** The registrar (RFC 3261, section 10; Path RFC 3327; outbound flows RFC 5626). */
@NullMarked
package dev.tandem.sip.registrar;

import org.jspecify.annotations.NullMarked;
