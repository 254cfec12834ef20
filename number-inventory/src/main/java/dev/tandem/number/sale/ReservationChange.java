package dev.tandem.number.sale;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import java.util.List;
import java.util.Map;

/**
 * What is wanted of a reservation.
 *
 * @param add what each number is wanted for; a number that is in the reservation already stays as it is
 * @param remove numbers to let go; those that are not in the reservation do not matter
 */
public record ReservationChange(Map<E164, Wanted> add, List<E164> remove) {

    /** What a number is wanted for. */
    public record Wanted(Capabilities capabilities, AssignmentType assignmentType) {}

    /** Why a number did not come into the reservation. */
    public enum Refusal {
        /** We sell no such number. */
        NOT_IN_STOCK,
        /** Somebody holds or owns it. */
        NOT_AVAILABLE,
        /** It cannot do what is wanted. */
        NOT_OFFERED,
        /** Its type cannot be a person's. */
        NOT_FOR_A_PERSON,
        /** The reservation is full, or its owner holds as much as they may. */
        TOO_MANY
    }

    /** How a change went. */
    public sealed interface Result {}

    /** The reservation as it is now, whether it is new, and the numbers that stayed out of it. */
    public record Changed(Reservation reservation, boolean created, Map<E164, Refusal> refused) implements Result {}

    /** The reservation is expired or purchased and does not change any more. */
    public record NotActive(Reservation reservation) implements Result {}
}
