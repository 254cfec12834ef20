/**
 * Plain JDBC on the connection of the current transaction. Statements keep to what H2 and PostgreSQL both understand.
 */
@NullMarked
package dev.tandem.number.sql;

import org.jspecify.annotations.NullMarked;
