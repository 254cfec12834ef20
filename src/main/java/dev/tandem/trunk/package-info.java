/**
 * Trunks and outbound routes: one model behind Tandem's {@code /trunks} and Azure's {@code /sip}.
 *
 * <p>Kept in the store, mirrored in memory for SIP and routing, which may not wait for the database.
 */
@NullMarked
package dev.tandem.trunk;

import org.jspecify.annotations.NullMarked;
