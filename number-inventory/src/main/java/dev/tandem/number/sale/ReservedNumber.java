package dev.tandem.number.sale;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.stock.AvailableNumber;

/**
 * A number in a reservation.
 *
 * @param number in stock, with what it offers and costs
 * @param capabilities what it is wanted for
 * @param assignmentType whom it is wanted for
 */
public record ReservedNumber(AvailableNumber number, Capabilities capabilities, AssignmentType assignmentType) {}
