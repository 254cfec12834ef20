package dev.tandem.access;

import java.util.Set;

/** The only paths that need no authentication. */
final class PublicPaths {

    private static final Set<String> READABLE = Set.of(
            "/",
            "/console",
            "/favicon.ico",
            "/q/openapi",
            // Receivers of events check our signature with these.
            "/.well-known/openid-configuration",
            "/.well-known/jwks.json");

    private PublicPaths() {}

    /**
     * Whether a request may pass unauthenticated.
     *
     * @param path normalised path
     * @param loopback whether the client is on this machine
     */
    static boolean contains(String method, String path, boolean loopback) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return (reads && readable(path))
                // Signing in and out cannot ask for being signed in; its resource checks key and session itself.
                || path.equals("/console/session")
                // The access token is checked before the upgrade, and only there.
                || path.equals("/ws/sip")
                // Metrics and the development pages, for who is on the machine already.
                || (loopback && path.startsWith("/q/"));
    }

    private static boolean readable(String path) {
        return READABLE.contains(path)
                || path.startsWith("/console/")
                || path.equals("/q/health")
                || path.startsWith("/q/health/");
    }
}
