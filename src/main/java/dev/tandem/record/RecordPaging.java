package dev.tandem.record;

import dev.tandem.acs.AcsException;
import dev.tandem.record.CallRecords.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A page of records: the place it starts behind, and its size. The place travels as {@code {millis}_{id}}, so that a page
 * deep in the list costs what the first one does.
 */
record RecordPaging(Optional<Position> before, int top) {

    private static final int TOP_MAX = 500;

    static RecordPaging of(Optional<String> before, int top) {
        if (top < 1 || top > TOP_MAX) {
            throw AcsException.badRequest("The page size must be 1 to " + TOP_MAX + ".", "top");
        }
        return new RecordPaging(before.map(RecordPaging::position), top);
    }

    /** The query of the page that starts behind {@code position}, to append to a query. */
    String query(Position position) {
        return "&before=" + position.startedAt().toEpochMilli() + "_" + position.id() + "&top=" + top;
    }

    private static Position position(String text) {
        int split = text.indexOf('_');
        try {
            if (split > 0) {
                return new Position(
                        Instant.ofEpochMilli(Long.parseLong(text.substring(0, split))), text.substring(split + 1));
            }
        } catch (NumberFormatException | DateTimeException malformed) {
            // Refused below, as a text without a split is.
        }
        throw AcsException.badRequest("The place to go on from is not one we gave.", "before");
    }
}
