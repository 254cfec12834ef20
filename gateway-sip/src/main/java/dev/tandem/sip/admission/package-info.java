/**
 * What is decided about a request before it becomes a call: is it well-formed, may its sender call, what is answered.
 *
 * <p>Pure: requests come in as a {@link dev.tandem.sip.admission.RequestView} with the time, decisions go out as values
 * (RFC 3261, sections 8.2 and 22; RFC 3325).
 */
@NullMarked
package dev.tandem.sip.admission;

import org.jspecify.annotations.NullMarked;
