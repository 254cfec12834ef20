/**
 * SIP as the service sees it: who may call and be called, legs and the events they report (RFC 3261). The ground of the
 * module: it knows none of the packages below it, which all know it; {@code sip.endpoint.SipEndpoint} puts them together.
 *
 * <p>SDP stays opaque text here; {@code javax.sip} is seen by {@code dev.tandem.sip.jain} alone.
 */
@NullMarked
package dev.tandem.sip;

import org.jspecify.annotations.NullMarked;
