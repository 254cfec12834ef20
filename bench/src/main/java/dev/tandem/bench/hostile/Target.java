package dev.tandem.bench.hostile;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What strangers know of a gateway, and what has leaked to them.
 *
 * @param ports where it listens
 * @param callPort one of the ports the call that is up sends its audio to
 * @param otherCallPort the other
 * @param token a user's access token
 */
record Target(Ports ports, int callPort, int otherCallPort, String token) {

    static Target of(List<String> words) {
        return new Target(
                new Ports(Integer.parseInt(words.get(0))),
                Integer.parseInt(words.get(1)),
                Integer.parseInt(words.get(2)),
                words.get(3));
    }

    /** As arguments of a process. */
    List<String> words() {
        return Stream.of(ports.first(), callPort, otherCallPort, token)
                .map(Object::toString)
                .toList();
    }

    InetSocketAddress address(int port) {
        return new InetSocketAddress(loopback(127, 0, 0, 1), port);
    }

    /** The address of one of many strangers, none of them anybody the gateway knows. */
    static InetAddress stranger(int number) {
        return loopback(127, 3, number / 250, 1 + number % 250);
    }

    private static InetAddress loopback(int... octets) {
        byte[] address = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            address[i] = (byte) octets[i];
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(Arrays.toString(octets), impossible);
        }
    }

    @Override
    public String toString() {
        return "Target[ports=" + ports + "]";
    }
}
