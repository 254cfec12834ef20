package dev.tandem.sip.flow;

import dev.tandem.sip.SipSettings;
import dev.tandem.sip.message.Tokens;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What we call ourselves towards a peer: Via, Contact and From hosts. Immutable.
 *
 * @param settings how the endpoint listens
 */
public record OurAddress(SipSettings settings) {

    /** Our address as the peer can reach it. */
    public String facing(Hop hop) {
        if (hop.transport().equals("ws")) {
            // A browser reaches us by its WebSocket alone; a name is as good as an address.
            return settings.domain();
        }
        InetAddress address = settings.advertised().orElse(settings.address());
        return literal(address.isAnyLocalAddress() ? route(hop) : address);
    }

    /** The Via of a request, with a branch of its own. */
    public String via(Hop hop) {
        return "SIP/2.0/" + hop.transport().toUpperCase(java.util.Locale.ROOT) + " " + facing(hop) + ":" + port(hop)
                + ";rport;branch=" + Tokens.branch();
    }

    /** Our Contact. */
    public String contact(Hop hop) {
        String transport = hop.transport().equals("udp") ? "" : ";transport=" + hop.transport();
        String port = hop.transport().equals("ws") ? "" : ":" + port(hop);
        return "<sip:tandem@" + facing(hop) + port + transport + ">";
    }

    private int port(Hop hop) {
        return hop.transport().equals("tls") && settings.tlsPort() > 0 ? settings.tlsPort() : settings.port();
    }

    /** The local address the kernel would send from; nothing is sent. */
    private static InetAddress route(Hop hop) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(new InetSocketAddress(hop.facing(), 9));
            return probe.getLocalAddress();
        } catch (IOException unreachable) {
            return InetAddress.getLoopbackAddress();
        }
    }

    private static String literal(InetAddress address) {
        return address.getAddress().length == 16 ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }
}
