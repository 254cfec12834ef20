/**
 * The checks of RFC 3261, section 8.2, before a message is parsed, and who may call.
 *
 * <p>Pure: a request and the time go in, a decision comes out.
 */
@NullMarked
package dev.tandem.sip.admission;

import org.jspecify.annotations.NullMarked;
