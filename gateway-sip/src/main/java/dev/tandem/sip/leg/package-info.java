/**
 * Legs: the state machines of an INVITE from both sides, and what carries out their actions (RFC 3261, sections 9 and 13 to
 * 15).
 *
 * <p>No clock, no socket, no stack: messages, timers and the owner's wishes come in; requests, responses and events go out.
 */
@NullMarked
package dev.tandem.sip.leg;

import org.jspecify.annotations.NullMarked;
