package dev.tandem.number;

import dev.tandem.number.store.Shelf;

/** Consecutive numbers for one shelf. */
record Piece(NumberRange numbers, Shelf shelf) {
    int size() {
        return (int) (numbers.last() - numbers.first() + 1);
    }

    /** Whether the other one goes on where this one ends. */
    boolean isContinuedBy(Piece other) {
        return numbers.last() + 1 == other.numbers.first() && shelf.equals(other.shelf);
    }

    /** Both in one. */
    Piece and(Piece continuation) {
        return new Piece(new NumberRange(numbers.first(), continuation.numbers.last()), shelf);
    }
}
