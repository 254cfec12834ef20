package dev.tandem.host;

import dev.tandem.config.TandemConfig;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names we answer browsers under. A page of another site cannot use a session: neither by a name of its own that DNS
 * points here (the Host check), nor by a request across sites (the Origin check).
 */
@Singleton
@Startup
public class OwnHosts {

    private final Set<String> names = new HashSet<>();

    /** Localhost, this machine's name, and what configuration names. */
    @Inject
    public OwnHosts(TandemConfig config) {
        this(List.of(hostOf(config.publicUrl()), config.domain(), localName()));
    }

    /** Localhost and further names. */
    public OwnHosts(List<String> further) {
        names.add("localhost");
        for (String name : further) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /** The names, lower case. */
    public Set<String> names() {
        return Set.copyOf(names);
    }

    /** Whether a browser's request with this Host and Origin comes from a page of ours. */
    boolean trusts(String host, Optional<String> origin) {
        String lower = host.toLowerCase(Locale.ROOT);
        String name = HostName.withoutPort(lower);
        boolean ours = names.contains(name) || HostName.isAddress(name);
        return ours
                && origin.map(text -> HostName.ofOrigin(text).equals(Optional.of(lower)))
                        .orElse(true);
    }

    /** The same, of a request. */
    public boolean trusts(HttpServerRequest request) {
        return trusts(hostOf(request), Optional.ofNullable(request.getHeader("Origin")));
    }

    /** The Host header as sent; in HTTP/2 {@code :authority} stands in its place. */
    public static String hostOf(HttpServerRequest request) {
        String host = request.getHeader("Host");
        if (host != null) {
            return host;
        }
        return request.authority() == null ? "" : request.authority().toString();
    }

    private static String hostOf(URI publicUrl) {
        if (publicUrl.getHost() == null) {
            throw new IllegalStateException(
                    "tandem.public-url must be a URL with a host, as https://gateway.example:8443, not " + publicUrl);
        }
        return publicUrl.getHost();
    }

    private static String localName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
