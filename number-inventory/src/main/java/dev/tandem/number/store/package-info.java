/**
 * The tables of the inventory: JPA rows for what is owned and reserved, plain SQL for the stock of millions. Statements keep to what H2 and
 * PostgreSQL both understand.
 */
@NullMarked
package dev.tandem.number.store;

import org.jspecify.annotations.NullMarked;
