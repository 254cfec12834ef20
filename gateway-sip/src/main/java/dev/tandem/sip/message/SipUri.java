package dev.tandem.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A {@code sip:} or {@code sips:} URI (RFC 3261, section 19.1), as far as admission and registration look at it.
 *
 * @param scheme {@code sip} or {@code sips}
 * @param user the user part with its escapes resolved, without a password; empty when there is none
 * @param host host name or address literal, lower case, IPv6 in brackets
 * @param port the port, or -1
 * @param parameters what stands between host and headers, raw, with its leading {@code ;}
 * @param headers what follows {@code ?}, raw; empty when there is none
 */
public record SipUri(String scheme, String user, String host, int port, String parameters, String headers) {

    private static final int LENGTH_MAX = 4096;
    private static final int NO_PORT = -1;
    private static final String NEVER_IN_A_URI = "<>\"\\^`{|}";

    /** Reads a URI without surrounding brackets; empty when it is not a well-formed SIP URI. */
    public static Optional<SipUri> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || text.length() > LENGTH_MAX || !printable(text)) {
            return Optional.empty();
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("sip") && !scheme.equals("sips")) {
            return Optional.empty();
        }
        // User, host, parameters and headers may all hold ; and ? or none: only the @ is never allowed unescaped.
        int at = text.indexOf('@', colon);
        if (at != text.lastIndexOf('@')) {
            return Optional.empty();
        }
        Optional<String> user = at < 0 ? Optional.of("") : user(text.substring(colon + 1, at));
        return user.flatMap(name -> withHost(scheme, name, text.substring(Math.max(at, colon) + 1)));
    }

    /** Whether there is a parameter of this name behind the host, e.g. {@code lr}. */
    public boolean has(String parameter) {
        for (String each : parameters.split(";", -1)) {
            int equals = each.indexOf('=');
            if ((equals < 0 ? each : each.substring(0, equals)).equalsIgnoreCase(parameter)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> user(String userInfo) {
        int password = userInfo.indexOf(':');
        String user = password < 0 ? userInfo : userInfo.substring(0, password);
        return user.isEmpty() ? Optional.empty() : unescape(user);
    }

    private static Optional<SipUri> withHost(String scheme, String user, String rest) {
        int question = rest.indexOf('?');
        String headers = question < 0 ? "" : rest.substring(question + 1);
        String beforeHeaders = question < 0 ? rest : rest.substring(0, question);
        int semicolon = beforeHeaders.indexOf(';');
        String hostPort = semicolon < 0 ? beforeHeaders : beforeHeaders.substring(0, semicolon);
        String parameters = semicolon < 0 ? "" : beforeHeaders.substring(semicolon);
        int portColon = hostPort.indexOf(':', hostPort.indexOf(']') + 1);
        String host = portColon < 0 ? hostPort : hostPort.substring(0, portColon);
        int port = portColon < 0 ? NO_PORT : port(hostPort.substring(portColon + 1));
        if (!isHost(host) || (portColon >= 0 && port == NO_PORT) || (question >= 0 && headers.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new SipUri(scheme, user, host.toLowerCase(Locale.ROOT), port, parameters, headers));
    }

    private static int port(String digits) {
        boolean wellFormed =
                !digits.isEmpty() && digits.length() <= 5 && isAll(digits, 0, digits.length(), SipUri::isDigit);
        int port = wellFormed ? Integer.parseInt(digits) : 0;
        return port >= 1 && port <= 65535 ? port : NO_PORT;
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.endsWith("]") && isAll(host, 1, host.length() - 1, SipUri::isIpv6Char) && host.length() > 3;
        }
        return !host.isEmpty() && isAll(host, 0, host.length(), SipUri::isHostChar);
    }

    private static boolean isAll(String text, int from, int to, IntPredicate kind) {
        for (int at = from; at < to; at++) {
            if (!kind.test(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isIpv6Char(int c) {
        return c == ':' || c == '.' || Character.digit(c, 16) >= 0;
    }

    private static boolean isHostChar(int c) {
        // RFC 3261 has no underscore in host names, real networks have.
        return c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit(c);
    }

    private static boolean printable(String text) {
        return isAll(text, 0, text.length(), c -> c > ' ' && c < 0x7F && NEVER_IN_A_URI.indexOf(c) < 0);
    }

    /** Resolves {@code %HH}; empty when a percent sign is followed by something else. */
    private static Optional<String> unescape(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            int octet = text.charAt(i);
            if (octet == '%') {
                int high = digit(text, i + 1);
                int low = digit(text, i + 2);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                octet = high << 4 | low;
                i += 2;
            }
            bytes.write(octet);
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    private static int digit(String text, int index) {
        return index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
    }
}
