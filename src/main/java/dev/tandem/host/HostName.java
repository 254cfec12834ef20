package dev.tandem.host;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Host and port as they stand in a Host header or an origin (RFC 9110, section 7.2). */
public final class HostName {

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

    private HostName() {}

    /** The host alone; an IPv6 address keeps its brackets. */
    public static String withoutPort(String authority) {
        return PORT.matcher(authority).replaceFirst("");
    }

    /** Whether it is an IP address: no name, so nothing that DNS could be made to point here. */
    static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    /** Host and port of an origin, e.g. {@code localhost:8080} of {@code http://localhost:8080}. */
    static Optional<String> ofOrigin(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getRawAuthority()).map(text -> text.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
