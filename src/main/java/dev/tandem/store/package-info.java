/** The database below everything: H2 or PostgreSQL, by its URL alone, and the way from one to the other. */
@NullMarked
package dev.tandem.store;

import org.jspecify.annotations.NullMarked;
