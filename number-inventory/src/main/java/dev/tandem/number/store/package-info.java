/**
 * The tables of the inventory: JPA rows and the compare-and-set statements over them. Statements keep to what H2 and
 * PostgreSQL both understand.
 */
@NullMarked
package dev.tandem.number.store;

import org.jspecify.annotations.NullMarked;
