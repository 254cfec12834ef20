package dev.tandem.trunk;

import dev.tandem.route.Route;
import jakarta.inject.Singleton;
import java.util.List;

/** The outbound routes as they are now, in the order they are tried. For any thread: a snapshot, replaced on change. */
@Singleton
public class RouteTable {

    private volatile List<Route> rows = List.of();

    /** The rows, first tried first. */
    public List<Route> rows() {
        return rows;
    }

    void replace(List<Route> newRows) {
        rows = List.copyOf(newRows);
    }
}
