/**
 * Calls: who is in them, who rings whom, and why they end. A {@link dev.tandem.call.Call} is a list of participants from the
 * first INVITE on. Two pure machines decide, {@code ParticipantMachine} for one participant and {@code CallSetup} for a call
 * that somebody placed; everything runs on the call loop that owns the call.
 *
 * <p>What happens in a call is told to one {@link dev.tandem.call.CallListener}, who may ask of it what
 * {@link dev.tandem.call.CallControl} offers. This package knows neither applications nor where calls go.
 */
@NullMarked
package dev.tandem.call;

import org.jspecify.annotations.NullMarked;
