package dev.tandem.trunk;

import dev.tandem.route.RouteRow;
import jakarta.inject.Singleton;
import java.util.List;

/** The outbound routes as they are now, in the order they are tried. For any thread: a snapshot, replaced on change. */
@Singleton
public class RouteTable {

    private volatile List<RouteRow> rows = List.of();

    /** The rows, first tried first. */
    public List<RouteRow> rows() {
        return rows;
    }

    void replace(List<RouteRow> newRows) {
        rows = List.copyOf(newRows);
    }
}
