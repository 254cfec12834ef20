package dev.tandem.sip.jain;

import dev.tandem.sip.message.NameAddr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.message.Message;

/** Route sets and targets, read from Record-Route and Contact (RFC 3261, section 12.1). */
final class Routes {
    private static final Pattern ROUTE = Pattern.compile("<[^<>]*>[^,<]*");

    private Routes() {}

    /** Record-Route in the order of the message: the callee's route set. */
    static List<String> recorded(Message message) {
        List<String> routes = new ArrayList<>();
        for (String line : Arrival.headers(message, "Record-Route")) {
            Matcher route = ROUTE.matcher(line);
            while (route.find()) {
                routes.add(route.group().strip());
            }
        }
        return routes;
    }

    /** Record-Route in reverse: the caller's route set. */
    static List<String> reversed(Message message) {
        List<String> routes = recorded(message);
        Collections.reverse(routes);
        return routes;
    }

    /** The URI of the Contact, or what there was before. */
    static String target(Message message, String before) {
        return Arrival.header(message, "Contact")
                .flatMap(NameAddr::parse)
                .map(NameAddr::uri)
                .orElse(before);
    }
}
