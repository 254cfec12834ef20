/**
 * From a search to a purchase and back: {@link dev.tandem.number.sale.Searches} finds and holds,
 * {@link dev.tandem.number.sale.Reservations} holds what a customer picks, {@link dev.tandem.number.sale.Purchases} buys and
 * releases, {@link dev.tandem.number.sale.ProviderOrders} does it all with a carrier.
 */
@NullMarked
package dev.tandem.number.sale;

import org.jspecify.annotations.NullMarked;
