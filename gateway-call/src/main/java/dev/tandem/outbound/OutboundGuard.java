package dev.tandem.outbound;

import dev.tandem.sip.Cidr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where requests of our own may go: public addresses over TLS, and whatever an administrator allows. Everything else would
 * let whoever names a URL look into our network (server-side request forgery).
 *
 * <p>A name is resolved here and the connection made to the very address that was looked at: a second lookup could give
 * another. Thread-safe.
 */
public final class OutboundGuard {

    private static final Set<String> ENCRYPTED = Set.of("https", "wss");
    private static final Set<String> PLAIN = Set.of("http", "ws");
    private static final List<Cidr> NOT_PUBLIC = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            // Of IPv6 only 2000::/3 is handed out; what hides an IPv4 address in it is left out as well.
            "::/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            // For documentation (RFC 9637).
            "3fff::/20",
            "4000::/2",
            "8000::/1");

    private final List<Cidr> allowed;

    /** A guard that also lets through what is {@code allowed}. */
    public OutboundGuard(List<Cidr> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** What is wrong with a URL by its form alone; empty when it may be tried. Never resolves a name. */
    public Optional<String> objection(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = PLAIN.contains(scheme) && !allowed.isEmpty();
        if (!ENCRYPTED.contains(scheme) && !plain) {
            return Optional.of("must begin with https:// (or wss://)");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("must name a host, and neither a user nor a fragment");
        }
        return Optional.empty();
    }

    /**
     * The address to connect to for a URL. Blocks on DNS: workers only.
     *
     * @throws ForbiddenTarget when it may not be connected to, or is nowhere
     */
    public InetSocketAddress resolve(URI url) throws ForbiddenTarget {
        Optional<String> objection = objection(url);
        if (objection.isPresent()) {
            throw new ForbiddenTarget("The URL " + objection.get() + ".", true);
        }
        boolean plain = PLAIN.contains(url.getScheme().toLowerCase(Locale.ROOT));
        try {
            for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
                if (plain ? isAllowed(address) : allows(address)) {
                    return new InetSocketAddress(address, port(url, plain));
                }
            }
        } catch (UnknownHostException nowhere) {
            throw new ForbiddenTarget("The host " + url.getHost() + " has no address.", false);
        }
        throw new ForbiddenTarget(
                "The host " + url.getHost() + " is at an address that may not be connected to.", true);
    }

    /**
     * The address of a URL that the operator configured: wherever it is. Blocks on DNS: workers only.
     *
     * @throws ForbiddenTarget when it is nowhere
     */
    public InetSocketAddress resolveConfigured(URI url) throws ForbiddenTarget {
        try {
            boolean plain = PLAIN.contains(url.getScheme().toLowerCase(Locale.ROOT));
            return new InetSocketAddress(InetAddress.getByName(url.getHost()), port(url, plain));
        } catch (UnknownHostException nowhere) {
            throw new ForbiddenTarget("The host " + url.getHost() + " has no address.", false);
        }
    }

    /** Whether an address may be connected to. */
    public boolean allows(InetAddress address) {
        return isAllowed(address) || NOT_PUBLIC.stream().noneMatch(block -> block.contains(address));
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(block -> block.contains(address));
    }

    private static int port(URI url, boolean plain) {
        return url.getPort() >= 0 ? url.getPort() : plain ? 80 : 443;
    }

    private static List<Cidr> blocks(String... texts) {
        return Arrays.stream(texts).map(text -> Cidr.parse(text).orElseThrow()).toList();
    }

    /** A URL that may not be connected to; the message is for whoever named it. */
    public static final class ForbiddenTarget extends Exception {

        private final boolean forGood;

        ForbiddenTarget(String message, boolean forGood) {
            super(message, null, false, false);
            this.forGood = forGood;
        }

        /** Whether asking again is useless: only a name that was not found may be found later. */
        public boolean forGood() {
            return forGood;
        }
    }
}
