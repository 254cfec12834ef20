/**
 * The state machines of a leg: INVITE from both sides, offers inside the dialog, session timers (RFC 3261, sections 9, 12
 * to 15; RFC 3264; RFC 4028).
 *
 * <p>Pure: events in, actions out; no clock, no socket, no stack.
 */
@NullMarked
package dev.tandem.sip.leg;

import org.jspecify.annotations.NullMarked;
