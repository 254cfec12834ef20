package dev.tandem.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How an endpoint listens.
 *
 * @param address address to bind; 0.0.0.0 for all
 * @param advertised address for Via, Contact and Record-Route; empty: the local address facing each peer
 * @param port UDP and TCP port
 * @param tlsPort TLS port; 0 for none
 * @param tls server certificate and trust for TLS, asked for each connection; empty for none
 * @param domain our domain: realm of challenges, host of identities
 * @param userAgent value of User-Agent and Server
 * @param streams what TCP and TLS connections may cost
 * @param passHeaders full names of headers that go on from the INVITE of one leg to that of the other
 */
public record SipSettings(
        InetAddress address,
        Optional<InetAddress> advertised,
        int port,
        int tlsPort,
        Optional<Supplier<SSLContext>> tls,
        String domain,
        String userAgent,
        StreamLimits streams,
        List<String> passHeaders) {

    /** Copies the list, so that settings are a value. */
    public SipSettings {
        passHeaders = List.copyOf(passHeaders);
    }

    /** The same with the usual limits, for an endpoint that lets no headers of others through. */
    public SipSettings(
            InetAddress address,
            Optional<InetAddress> advertised,
            int port,
            int tlsPort,
            Optional<Supplier<SSLContext>> tls,
            String domain,
            String userAgent) {
        this(address, advertised, port, tlsPort, tls, domain, userAgent, StreamLimits.DEFAULT, List.of());
    }
}
