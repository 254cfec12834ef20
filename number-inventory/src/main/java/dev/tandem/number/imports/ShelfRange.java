package dev.tandem.number.imports;

import dev.tandem.number.NumberRange;
import dev.tandem.number.stock.Shelf;

/** Consecutive numbers for one shelf. */
record ShelfRange(NumberRange numbers, Shelf shelf) {
    int size() {
        return (int) (numbers.last() - numbers.first() + 1);
    }

    /** Whether the other one goes on where this one ends. */
    boolean isContinuedBy(ShelfRange other) {
        return numbers.last() + 1 == other.numbers.first() && shelf.equals(other.shelf);
    }

    /** Both in one. */
    ShelfRange and(ShelfRange continuation) {
        return new ShelfRange(new NumberRange(numbers.first(), continuation.numbers.last()), shelf);
    }
}
