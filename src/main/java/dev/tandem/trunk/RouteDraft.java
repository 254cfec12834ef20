package dev.tandem.trunk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.route.Route;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Routes that are only tried out. */
public final class RouteDraft {

    private RouteDraft() {}

    /**
     * Reads the routes of a configuration as {@code PATCH /sip} takes it; empty when it has none.
     *
     * @throws dev.tandem.acs.AcsException when one of them could not be configured
     */
    public static Optional<List<Route>> read(@Nullable JsonNode configuration) {
        return configuration == null || configuration.isNull()
                ? Optional.empty()
                : new SipPatch(configuration).givenRoutes();
    }
}
