/**
 * Phone numbers as stock: searched, held, purchased, assigned, released. This package is its words; what is done with them
 * stands below, each package knowing only those named before it:
 *
 * <ul>
 *   <li>{@code plan}, {@code sql}, {@code operation}: numbering plans; statements; outcomes of operations
 *   <li>{@code audit}, {@code provider}, {@code owned}: the trail of a number; where numbers come from; whose they are
 *   <li>{@code stock}: every number on its shelf
 *   <li>{@code imports}, {@code catalogue}: putting numbers in stock; looking at them
 *   <li>{@code sale}: searches, reservations, purchases
 * </ul>
 *
 * <p>Everything owned or held carries the tenant. Services are one database transaction a method, all of them plain JDBC; a
 * {@code Store} joins whatever transaction there is. None may run on a SIP or media thread. The clock is the container's; it
 * ticks in milliseconds, because databases keep microseconds and what is answered now must be what is read later.
 */
@NullMarked
package dev.tandem.number;

import org.jspecify.annotations.NullMarked;
