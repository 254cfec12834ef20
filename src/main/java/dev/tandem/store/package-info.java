/**
 * What is kept, below everything: the database, H2 or PostgreSQL by its URL alone, and the way from one to the other; the
 * data directory; the key that seals secrets.
 */
@NullMarked
package dev.tandem.store;

import org.jspecify.annotations.NullMarked;
