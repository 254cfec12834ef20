package dev.tandem.number.stock;

import dev.tandem.number.Capabilities;
import dev.tandem.number.NumberType;
import dev.tandem.number.Price;

/** What numbers of one kind in one country can do and cost. */
public record Offer(NumberType type, Capabilities capabilities, Price price) {}
