package dev.tandem.toll;

/** Whether a call to the telephone network may be placed. */
public sealed interface TollDecision {

    /** It may; the charge follows it. */
    record Passed(Charge charge) implements TollDecision {}

    /** It may not. */
    record Refused(TollTrip trip) implements TollDecision {}
}
