package dev.tandem.sip.message;

import dev.tandem.sip.PassedHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The headers of an INVITE that concern whoever is rung: where the call was forwarded (RFC 5806, RFC 7044), data of the
 * caller's application (User-to-User, RFC 7433), and what the administrator lets through. Bounded: what is more is left out
 * and counted by nobody but the trace, which shows what went on. Immutable.
 */
public final class RelayedHeaders {
    static final int HEADERS_MAX = 32;
    static final int OCTETS_MAX = 8_192;

    /** A user could make up where a call came from; a trunk is believed. */
    private static final List<String> OF_TRUNKS = List.of("Diversion", "History-Info");

    private static final List<String> OF_ALL = List.of("User-to-User");

    private final List<String> passed;

    /** Those of one transaction, one dialog, one hop or one body, and those that are written anew for each leg. */
    private static final Set<String> OF_ONE_LEG = Set.of(
            "via",
            "from",
            "to",
            "call-id",
            "cseq",
            "max-forwards",
            "contact",
            "route",
            "record-route",
            "path",
            "service-route",
            "authorization",
            "proxy-authorization",
            "www-authenticate",
            "proxy-authenticate",
            "authentication-info",
            "allow",
            "supported",
            "require",
            "proxy-require",
            "unsupported",
            "content-type",
            "content-length",
            "content-encoding",
            "content-disposition",
            "content-language",
            "content-id",
            "mime-version",
            "accept",
            "session-expires",
            "min-se",
            "expires",
            "rack",
            "rseq",
            "event",
            "subscription-state",
            "refer-to",
            "referred-by",
            "replaces",
            "join",
            "user-agent",
            "server",
            "p-asserted-identity",
            "p-preferred-identity",
            "privacy",
            "remote-party-id",
            "diversion",
            "history-info",
            "user-to-user",
            "reason");

    /**
     * Makes a list of what is let through.
     *
     * @param passed the full names of further headers
     * @throws IllegalArgumentException when one of them is no name, or of a header that one leg has for itself
     */
    public RelayedHeaders(List<String> passed) {
        passed.forEach(RelayedHeaders::check);
        this.passed = List.copyOf(passed);
    }

    private static void check(String name) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_.+-]{1,63}")) {
            throw new IllegalArgumentException("tandem.sip.pass-headers: '" + name + "' is no full name of a header");
        }
        if (OF_ONE_LEG.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "tandem.sip.pass-headers: " + name + " belongs to one leg, or goes on anyway");
        }
    }

    /** Those of an INVITE, in order. */
    public List<PassedHeader> of(RequestText invite, boolean fromTrunk) {
        List<PassedHeader> relayed = new ArrayList<>();
        int octetsLeft = OCTETS_MAX;
        for (String name : fromTrunk ? OF_TRUNKS : List.<String>of()) {
            octetsLeft = isPrivate(invite, name) ? octetsLeft : add(invite, name, octetsLeft, relayed);
        }
        for (String name : OF_ALL) {
            octetsLeft = add(invite, name, octetsLeft, relayed);
        }
        for (String name : passed) {
            octetsLeft = add(invite, name, octetsLeft, relayed);
        }
        return relayed;
    }

    /** History-Info ends here when somebody asked for that (RFC 7044, section 10.1.2). */
    private static boolean isPrivate(RequestText invite, String name) {
        boolean history = false;
        for (String privacy : invite.headers("Privacy")) {
            history |= privacy.toLowerCase(Locale.ROOT).contains("history");
        }
        return history && name.equals("History-Info");
    }

    private static int add(RequestText invite, String name, int octetsLeft, List<PassedHeader> relayed) {
        int left = octetsLeft;
        for (String value : invite.headers(name)) {
            if (!value.isEmpty() && value.length() <= left && relayed.size() < HEADERS_MAX) {
                relayed.add(new PassedHeader(name, value));
                left -= value.length();
            }
        }
        return left;
    }
}
