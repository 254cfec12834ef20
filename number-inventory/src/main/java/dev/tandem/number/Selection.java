package dev.tandem.number;

import java.util.Optional;

/** Which numbers of a search are wanted: of a place ({@link Place#NATIONWIDE} for any), of a pattern, or a block in a row. */
public record Selection(Place within, Optional<SearchPattern> pattern, boolean consecutive) {
    /** Whatever there is. */
    public static final Selection ANY = new Selection(Place.NATIONWIDE, Optional.empty(), false);
}
