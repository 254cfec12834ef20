/**
 * The applications attached to a call, what each has been told, and the events that tell it. Which connection is told what
 * is decided by a pure machine, {@code ConnectionMachine}; everything runs on the call loop of the call.
 */
@NullMarked
package dev.tandem.application;

import org.jspecify.annotations.NullMarked;
