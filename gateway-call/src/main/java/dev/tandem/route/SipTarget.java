package dev.tandem.route;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** User, host and port of a {@code sip:user@host[:port][;parameters]} assignment. */
record SipTarget(String user, String host, OptionalInt port) {

    private static final Pattern FORM =
            Pattern.compile("sip:([^@;?]{1,64})@([A-Za-z0-9.-]{1,253})(?::([0-9]{1,5}))?(;.*)?");

    static Optional<SipTarget> parse(String uri) {
        Matcher matcher = FORM.matcher(uri);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String port = matcher.group(3);
        return Optional.of(new SipTarget(
                matcher.group(1),
                matcher.group(2),
                port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port))));
    }

    /** Whether a trunk to this host and port leads there. */
    boolean isAt(String trunkHost, int trunkPort) {
        return host.equalsIgnoreCase(trunkHost) && port.orElse(trunkPort) == trunkPort;
    }
}
