/** Connections of HTTP clients: how many, and from whom. */
@NullMarked
package dev.tandem.access.connection;

import org.jspecify.annotations.NullMarked;
