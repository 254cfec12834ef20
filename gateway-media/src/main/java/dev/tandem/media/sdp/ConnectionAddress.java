package dev.tandem.media.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where media goes: the connection address of a {@code c=} line (RFC 8866, section 5.7).
 *
 * @param host an IP literal, or the name of a host
 * @param address the literal; empty for a name, which is not looked up here: that would block
 */
public record ConnectionAddress(String host, Optional<InetAddress> address) {
    private static final int NAME_MAX = 253;

    /** An address of ours. */
    public static ConnectionAddress of(InetAddress address) {
        return new ConnectionAddress(Address.text(address), Optional.of(address));
    }

    /** Reads {@code IN IP4 192.0.2.1[/ttl]} or {@code IN IP4 media.example.com}; empty when it is neither. */
    static Optional<ConnectionAddress> parse(String value) {
        String[] parts = value.split(" ", 4);
        if (parts.length != 3 || !parts[0].equals("IN")) {
            return Optional.empty();
        }
        int slash = parts[2].indexOf('/');
        String host = slash < 0 ? parts[2] : parts[2].substring(0, slash);
        Optional<InetAddress> literal = Address.literal(host);
        return literal.isPresent() || isName(host)
                ? Optional.of(new ConnectionAddress(host, literal))
                : Optional.empty();
    }

    /** Whether it may be a name (RFC 1123, section 2.1): its last label is no number, or it would be an address. */
    private static boolean isName(String host) {
        return host.length() <= NAME_MAX
                && host.matches("([A-Za-z0-9_-]{1,63}\\.)*[A-Za-z0-9-]{0,62}[A-Za-z][A-Za-z0-9-]{0,62}\\.?");
    }

    /** A port there; unresolved for a name. */
    public InetSocketAddress port(int port) {
        return address.map(literal -> new InetSocketAddress(literal, port))
                .orElseGet(() -> InetSocketAddress.createUnresolved(host, port));
    }

    /** The {@code IN IP4 …} form. */
    @Override
    public String toString() {
        return address.map(Address::describe).orElse("IN IP4 " + host);
    }
}
