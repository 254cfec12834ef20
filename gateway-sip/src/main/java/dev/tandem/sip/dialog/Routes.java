package dev.tandem.sip.dialog;

import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.flow.Resolver;
import dev.tandem.sip.message.HeaderList;
import dev.tandem.sip.message.IncomingMessage;
import dev.tandem.sip.message.NameAddr;
import dev.tandem.sip.message.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Route sets, targets and next hops, read from Record-Route and Contact (RFC 3261, sections 12.1 and 12.2.1.1). */
final class Routes {
    private static final int DEFAULT_PORT = 5060;

    private Routes() {}

    /** Record-Route in the order of the message: the callee's route set. */
    static List<String> recorded(IncomingMessage message) {
        List<String> routes = new ArrayList<>();
        for (String route : HeaderList.split(message.headers("Record-Route"))) {
            // It is written into our requests: what cannot be read here, others could not read there.
            if (NameAddr.parse(route).flatMap(NameAddr::sipUri).isPresent()) {
                routes.add(route);
            }
        }
        return routes;
    }

    /** Record-Route in reverse: the caller's route set. */
    static List<String> reversed(IncomingMessage message) {
        List<String> routes = recorded(message);
        Collections.reverse(routes);
        return routes;
    }

    /** The URI of the Contact, or what there was before. */
    static String target(IncomingMessage message, String before) {
        return message.header("Contact")
                .flatMap(NameAddr::parse)
                .map(NameAddr::uri)
                .orElse(before);
    }

    /** Where a request goes: over the flow, or to the first Route or the target when that is an address we can reach. */
    static Hop nextHop(DialogState state, Hop first) {
        if (first.isFlow()) {
            return first;
        }
        String uri = state.routeSet().isEmpty()
                ? state.remoteTarget()
                : NameAddr.parse(state.routeSet().get(0)).map(NameAddr::uri).orElse("");
        return SipUri.parse(uri).flatMap(each -> reachable(each, first)).orElse(first);
    }

    /**
     * The URI of the first Route when that is a strict router, which wants its own URI as Request-URI (section 12.2.1.1);
     * empty when it is a loose one or there is none.
     */
    static Optional<String> strictRouter(List<String> routeSet) {
        return routeSet.isEmpty() ? Optional.empty() : strict(routeSet.get(0));
    }

    private static Optional<String> strict(String firstRoute) {
        return NameAddr.parse(firstRoute)
                .filter(route -> route.sipUri().filter(uri -> !uri.has("lr")).isPresent())
                .map(route -> withoutHeaders(route.uri()));
    }

    /** A Request-URI has none (section 19.1.1). */
    private static String withoutHeaders(String uri) {
        int question = uri.indexOf('?', uri.indexOf('@') + 1);
        return question < 0 ? uri : uri.substring(0, question);
    }

    private static Optional<Hop> reachable(SipUri uri, Hop first) {
        return Resolver.literal(uri.host())
                // A private address behind a public one is behind a NAT: what it sent from is where it can be reached.
                .filter(address -> !isPrivate(address) || isPrivate(first.facing()))
                .map(address ->
                        Hop.datagrams(new InetSocketAddress(address, uri.port() > 0 ? uri.port() : DEFAULT_PORT)));
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isLoopbackAddress();
    }
}
