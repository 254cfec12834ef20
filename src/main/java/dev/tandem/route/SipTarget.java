package dev.tandem.route;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** User and host of a {@code sip:user@host[:port][;parameters]} assignment. */
record SipTarget(String user, String host) {

    private static final Pattern FORM =
            Pattern.compile("sip:([^@;?]{1,64})@([A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?(;.*)?");

    static Optional<SipTarget> parse(String uri) {
        Matcher matcher = FORM.matcher(uri);
        return matcher.matches() ? Optional.of(new SipTarget(matcher.group(1), matcher.group(2))) : Optional.empty();
    }
}
