package dev.tandem.trunk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.acs.AcsException;
import dev.tandem.route.NumberPattern;
import dev.tandem.route.Route;
import dev.tandem.route.Trunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A change to {@code /sip}, as a JSON merge patch (RFC 7396): a trunk of null goes, one with fields is changed or made, one
 * not named stays; routes, when given, replace all routes.
 *
 * <p>Pure: the configuration before comes in, the one after comes out.
 */
final class SipPatch {

    private static final Pattern FQDN = Pattern.compile(
            "(?=.{4,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])");
    private static final int NAME_CHARS_MAX = 256;
    private static final int DESCRIPTION_CHARS_MAX = 1024;

    private final JsonNode body;

    /** Reads the outline; the content is judged when it is applied. */
    SipPatch(JsonNode body) {
        if (!body.isObject() || !shaped(body.path("trunks"), true) || !shaped(body.path("routes"), false)) {
            throw AcsException.badRequest("A patch of /sip is an object with an object trunks and an array routes.");
        }
        this.body = body;
    }

    TrunksAndRoutes appliedTo(TrunksAndRoutes before) {
        if (!body.has("routes")
                && (!body.has("trunks")
                        || (body.path("trunks").isObject()
                                && body.path("trunks").isEmpty()))) {
            throw SipRefusal.EMPTY_PATCH.exception();
        }
        return new TrunksAndRoutes(trunks(before), givenRoutes().orElse(before.routes()));
    }

    /** The routes it puts in place of all before, if it does. */
    Optional<List<Route>> givenRoutes() {
        return body.has("routes") ? Optional.of(routes()) : Optional.empty();
    }

    private static boolean shaped(JsonNode member, boolean object) {
        return member.isMissingNode() || member.isNull() || (object ? member.isObject() : member.isArray());
    }

    private List<Trunk> trunks(TrunksAndRoutes before) {
        JsonNode patch = body.path("trunks");
        List<Trunk> after = new ArrayList<>();
        if (!patch.isNull()) {
            before.trunks().stream().filter(trunk -> !patch.has(trunk.name())).forEach(after::add);
        }
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            if (!member.getValue().isNull()) {
                after.add(trunk(before.trunk(member.getKey()), member.getKey(), member.getValue()));
            }
        }
        return after;
    }

    private static Trunk trunk(Optional<Trunk> before, String name, JsonNode patch) {
        // A trunk made through /trunks need not be called by an FQDN; here only new names are judged.
        if (before.isEmpty() && !FQDN.matcher(name).matches()) {
            throw SipRefusal.INVALID_TRUNK_FQDN.exception();
        }
        if (before.isPresent() && patch.isObject() && !patch.has("sipSignalingPort")) {
            return before.get();
        }
        JsonNode port = patch.path("sipSignalingPort");
        if (!port.isIntegralNumber() || !port.canConvertToInt() || port.intValue() < 1 || port.intValue() > 65535) {
            throw SipRefusal.INVALID_TRUNK_PORT.exception();
        }
        return before.map(trunk -> trunk.withPort(port.intValue()))
                .orElseGet(() -> Trunk.ofFqdn(name, port.intValue()));
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        body.path("routes").forEach(route -> routes.add(route(route)));
        return routes;
    }

    private static Route route(JsonNode route) {
        String name = text(route.path("name"), NAME_CHARS_MAX, SipRefusal.INVALID_ROUTE_NAME);
        if (name.isBlank()) {
            throw SipRefusal.INVALID_ROUTE_NAME.exception();
        }
        String pattern = text(route.path("numberPattern"), Integer.MAX_VALUE, SipRefusal.INVALID_ROUTE_NUMBER_PATTERN);
        NumberPattern numbers =
                NumberPattern.parse(pattern).orElseThrow(SipRefusal.INVALID_ROUTE_NUMBER_PATTERN::exception);
        JsonNode description = route.path("description");
        Optional<String> words = description.isMissingNode() || description.isNull()
                ? Optional.empty()
                : Optional.of(text(description, DESCRIPTION_CHARS_MAX, SipRefusal.INVALID_ROUTE_DESCRIPTION));
        return new Route(name, words, numbers, trunkNames(route.path("trunks")));
    }

    private static List<String> trunkNames(JsonNode trunks) {
        if (!trunks.isArray() && !trunks.isMissingNode() && !trunks.isNull()) {
            throw SipRefusal.INVALID_ROUTE_TRUNK.exception();
        }
        List<String> names = new ArrayList<>();
        trunks.forEach(name -> names.add(text(name, NAME_CHARS_MAX, SipRefusal.INVALID_ROUTE_TRUNK)));
        return names;
    }

    private static String text(JsonNode value, int charsMax, SipRefusal otherwise) {
        if (!value.isTextual() || value.textValue().length() > charsMax) {
            throw otherwise.exception();
        }
        return value.textValue();
    }
}
