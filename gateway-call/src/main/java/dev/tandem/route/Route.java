package dev.tandem.route;

import java.util.List;
import java.util.Optional;

/**
 * An outbound route: numbers that match go to its trunks. The table tries its rows in order.
 *
 * @param name unique in the table
 * @param description for people
 * @param pattern which numbers
 * @param trunks names of trunks, each of which exists; empty: the route refuses the call
 */
public record Route(String name, Optional<String> description, NumberPattern pattern, List<String> trunks) {

    /** Copies the list, so that a row is a value. */
    public Route {
        trunks = List.copyOf(trunks);
    }
}
