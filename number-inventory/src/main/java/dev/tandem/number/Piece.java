package dev.tandem.number;

import dev.tandem.number.store.Shelf;

/** Consecutive numbers for one shelf. */
record Piece(NumberRange numbers, Shelf shelf) {
    int size() {
        return (int) (numbers.last() - numbers.first() + 1);
    }
}
