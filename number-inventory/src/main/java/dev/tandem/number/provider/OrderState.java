package dev.tandem.number.provider;

/** How an order stands, in the words of its provider. */
public enum OrderState {
    HELD,
    PURCHASED,
    /** There is no such order, or no longer: refused, run out, cancelled. */
    CANCELLED,
    /** The order holds other numbers than were asked for. */
    WRONG,
    /** Nothing is known: no answer in time, or none that makes sense. To be asked again. */
    UNANSWERED
}
