package dev.tandem.media.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** The address of a {@code c=} or {@code o=} line (RFC 8866, section 5.7). Names are not looked up: that would block. */
public final class Address {
    private static final int LITERAL_MAX = 45;

    private Address() {}

    /** An IPv4 or IPv6 literal; empty for a host name or anything else. */
    public static Optional<InetAddress> literal(String text) {
        // Only what getByName takes for a literal may reach it: anything else would be asked of the DNS.
        if (text.length() > LITERAL_MAX || !(isV4(text) || text.matches("[0-9A-Fa-f:][0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notALiteral) {
            return Optional.empty();
        }
    }

    private static boolean isV4(String text) {
        String[] octets = text.split("\\.", -1);
        return octets.length == 4
                && Arrays.stream(octets)
                        .allMatch(octet -> Numbers.parse(octet, 255).isPresent());
    }

    /** The {@code IN IP4 …} form of an address. */
    public static String describe(InetAddress address) {
        return (address instanceof Inet6Address ? "IN IP6 " : "IN IP4 ") + text(address);
    }

    /** The literal without an IPv6 zone, which means nothing to a peer. */
    public static String text(InetAddress address) {
        String literal = address.getHostAddress();
        int zone = literal.indexOf('%');
        return zone < 0 ? literal : literal.substring(0, zone);
    }
}
