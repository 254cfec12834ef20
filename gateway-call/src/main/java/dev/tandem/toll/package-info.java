/**
 * Limits against toll fraud: who may call the telephone network how often, how long and where, and who is suspected. Pure:
 * the time is an argument, and nothing here asks a database.
 */
@NullMarked
package dev.tandem.toll;

import org.jspecify.annotations.NullMarked;
