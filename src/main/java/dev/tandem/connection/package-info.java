/**
 * Calls that applications control: any number of participants meet in a conference, and each application attached to the
 * call sees it through a connection of its own. Who may join and what is told is decided by two pure machines, one for a
 * participant ({@link dev.tandem.connection.ParticipantMachine}) and one for a connection
 * ({@link dev.tandem.connection.ConnectionMachine}); everything runs on the call loop of the call.
 */
@NullMarked
package dev.tandem.connection;

import org.jspecify.annotations.NullMarked;
