package dev.tandem.console;

import dev.tandem.access.AccessKeys;
import dev.tandem.host.PublicUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What the official SDKs are given to find and use this resource. */
@Singleton
public class ConnectionString {

    private final PublicUrl publicUrl;
    private final AccessKeys keys;

    /** Made by the container. */
    @Inject
    public ConnectionString(PublicUrl publicUrl, AccessKeys keys) {
        this.publicUrl = publicUrl;
        this.keys = keys;
    }

    /** What comes before the key. */
    public String endpoint() {
        return publicUrl.of("/");
    }

    /** With the key in clear: for the operator's eyes. */
    public String clear() {
        return "endpoint=" + publicUrl.of("/") + ";accesskey=" + keys.primary();
    }

    /** For whoever starts us: a key the operator chose is not repeated. */
    public String atStart() {
        return keys.configured()
                ? "endpoint=" + publicUrl.of("/") + ";accesskey=<the value of tandem.access-key>"
                : clear();
    }

    @Override
    public String toString() {
        return "ConnectionString[endpoint=" + publicUrl.of("/") + ", accesskey=<hidden>]";
    }
}
