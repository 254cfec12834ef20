package dev.tandem.number.stock;

import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;

/** A number of the stock as an export has it. */
public record StockEntry(
        E164 number, NumberType type, Capabilities capabilities, Price price, Place place, String trunk, State state) {
    /** Where a number is in its life. */
    public enum State {
        AVAILABLE,
        RESERVED,
        PURCHASED,
        QUARANTINE
    }
}
