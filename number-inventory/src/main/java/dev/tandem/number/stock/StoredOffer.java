package dev.tandem.number.stock;

import dev.tandem.number.Price;

/** An offer that would do for a search: its row, its price and the length of its numbers. */
public record StoredOffer(int id, Price price, int digits) {}
