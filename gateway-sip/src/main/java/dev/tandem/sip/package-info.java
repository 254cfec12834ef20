/**
 * SIP as the service sees it: an endpoint, the legs it carries and the events they report (RFC 3261).
 *
 * <p>SDP stays opaque text here; {@code javax.sip} is seen by {@code dev.tandem.sip.jain} alone.
 */
@NullMarked
package dev.tandem.sip;

import org.jspecify.annotations.NullMarked;
