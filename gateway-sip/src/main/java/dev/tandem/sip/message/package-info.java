/**
 * SIP messages as text and as what was read from it (RFC 3261, sections 7, 19 and 20): those that arrived, and ours.
 *
 * <p>Pure.
 */
@NullMarked
package dev.tandem.sip.message;

import org.jspecify.annotations.NullMarked;
