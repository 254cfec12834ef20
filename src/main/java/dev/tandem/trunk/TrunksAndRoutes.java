package dev.tandem.trunk;

import dev.tandem.route.Route;
import dev.tandem.route.Trunk;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All trunks and routes, as one consistent value: names are unique and no route targets a missing trunk.
 *
 * @param trunks by name
 * @param routes in the order they are tried
 */
record TrunksAndRoutes(List<Trunk> trunks, List<Route> routes) {

    TrunksAndRoutes {
        trunks = trunks.stream().sorted(Comparator.comparing(Trunk::name)).toList();
        routes = List.copyOf(routes);
        check(trunks, routes);
    }

    Optional<Trunk> trunk(String name) {
        return trunks.stream().filter(trunk -> trunk.name().equals(name)).findFirst();
    }

    /** With {@code trunk} in place of the one of its name, or as a further one. */
    TrunksAndRoutes with(Trunk trunk) {
        return new TrunksAndRoutes(
                Stream.concat(others(trunk.name()), Stream.of(trunk)).toList(), routes);
    }

    /** Without the trunk of this name. */
    TrunksAndRoutes without(String name) {
        return new TrunksAndRoutes(others(name).toList(), routes);
    }

    /** Names of the routes that target the trunk. */
    List<String> routesTo(String trunkName) {
        return routes.stream()
                .filter(route -> route.trunks().contains(trunkName))
                .map(Route::name)
                .toList();
    }

    private Stream<Trunk> others(String name) {
        return trunks.stream().filter(trunk -> !trunk.name().equals(name));
    }

    private static void check(List<Trunk> trunks, List<Route> routes) {
        Set<String> names = trunks.stream().map(Trunk::name).collect(Collectors.toSet());
        Set<String> routeNames = new HashSet<>();
        for (Route route : routes) {
            if (!routeNames.add(route.name())) {
                throw SipRefusal.DUPLICATED_ROUTE.exception();
            }
            if (new HashSet<>(route.trunks()).size() < route.trunks().size()) {
                throw SipRefusal.ROUTE_WITH_DUPLICATED_TRUNK.exception();
            }
            if (!names.containsAll(route.trunks())) {
                throw SipRefusal.MISSING_TRUNK.exception();
            }
        }
    }
}
