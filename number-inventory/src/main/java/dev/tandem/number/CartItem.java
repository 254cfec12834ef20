package dev.tandem.number;

/**
 * A number in a cart.
 *
 * @param number in stock, with what it offers and costs
 * @param capabilities what it is wanted for
 * @param assignmentType whom it is wanted for
 */
public record CartItem(AvailableNumber number, Capabilities capabilities, AssignmentType assignmentType) {}
