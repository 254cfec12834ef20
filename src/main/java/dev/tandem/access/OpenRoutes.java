package dev.tandem.access;

import java.util.Set;

/**
 * What answers beside the resource methods, and who may ask: the console's files, the pages under {@code /q}, the SIP
 * WebSocket. All else is for who is known, and if no resource method takes it, there is nothing.
 */
final class OpenRoutes {

    private static final Set<String> READABLE = Set.of("/", "/console", "/favicon.ico", "/q/openapi", "/q/health");

    private OpenRoutes() {}

    /**
     * Whether a request may pass unauthenticated.
     *
     * @param path normalised path
     * @param loopback whether the client is on this machine
     */
    static boolean contains(String method, String path, boolean loopback) {
        return (reads(method) && readable(path))
                // The access token is checked before the upgrade, and only there.
                || path.equals("/ws/sip")
                // Metrics and the development pages, for who is on the machine already.
                || (loopback && management(path));
    }

    /** Whether it is for one of the pages under {@code /q}, which are no resources. */
    static boolean management(String path) {
        return path.equals("/q") || path.startsWith("/q/");
    }

    /** Whether a method changes nothing. */
    static boolean reads(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static boolean readable(String path) {
        return READABLE.contains(path) || path.startsWith("/console/") || path.startsWith("/q/health/");
    }
}
