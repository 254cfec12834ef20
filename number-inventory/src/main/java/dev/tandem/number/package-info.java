/**
 * Phone numbers as stock: searched, held, purchased, assigned, released.
 *
 * <p>{@link dev.tandem.number.Stock} puts numbers on sale, {@link dev.tandem.number.Catalogue} says what there is,
 * {@link dev.tandem.number.Reservations} finds and holds numbers, {@link dev.tandem.number.Purchases} buys and releases
 * them, {@link dev.tandem.number.Assignments} says who answers them and {@link dev.tandem.number.OwnedNumbers} looks
 * them up. Everything owned or held carries the tenant. Each service method is one database transaction; none may run
 * on a SIP or media thread.
 *
 * <p>Numbers come from a {@link dev.tandem.number.NumberProvider}: the pool, or a carrier's own number API, which
 * {@link dev.tandem.number.ProviderOrders} asks for what the pool has not got, outside of any transaction.
 */
@NullMarked
package dev.tandem.number;

import org.jspecify.annotations.NullMarked;
