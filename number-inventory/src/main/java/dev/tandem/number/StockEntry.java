package dev.tandem.number;

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
