/**
 * Dialogs, by their tags, and the session in each: requests in order, routes and targets, offers and answers, session
 * timers (RFC 3261, sections 12 to 15; RFC 3264; RFC 3311; RFC 4028).
 *
 * <p>No clock, no socket, no stack: messages, timers and the owner's wishes come in; requests, responses and events go out.
 */
@NullMarked
package dev.tandem.sip.dialog;

import org.jspecify.annotations.NullMarked;
