package dev.tandem.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A block of addresses (RFC 4632; RFC 4291, section 2.3), IPv4 or IPv6.
 *
 * @param network its first address
 * @param prefixLength how many leading bits count
 */
public record Cidr(InetAddress network, int prefixLength) {

    /** Reads {@code address} or {@code address/length}; empty when it is neither. Never resolves names. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        // Only literals: a host name here would block on DNS and let the resolver decide who may call.
        if (!address.matches("[0-9.]+") && !address.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            InetAddress network = InetAddress.getByName(address);
            int bits = network.getAddress().length * 8;
            int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return length < 0 || length > bits ? Optional.empty() : Optional.of(new Cidr(network, length));
        } catch (UnknownHostException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    /** Whether the block holds {@code address}; an IPv4 address is never in an IPv6 block. */
    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefixLength / 8;
        if (!Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int rest = prefixLength % 8;
        return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xFF) >>> (8 - rest) == 0;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixLength;
    }
}
