/**
 * Calls: who rings whom, which legs exist, when they are bridged and why they end.
 *
 * <p>{@link dev.tandem.call.CallMachine} decides and is pure; {@link dev.tandem.call.CallSession} does what it decides, on
 * the call loop that owns the call.
 */
@NullMarked
package dev.tandem.call;

import org.jspecify.annotations.NullMarked;
