package dev.tandem.number.provider;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Pattern;

/** Where a carrier's number API is, and what it calls us by. The key is a secret. */
public record ProviderSettings(URI url, String key, String name, Duration timeout) {
    /** The longest a carrier may take to answer. */
    public static final Duration TIMEOUT_MAX = Duration.ofSeconds(30);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    /** Throws {@link IllegalArgumentException} for a URL that is not HTTPS (plain HTTP only to this machine), a bad name or key. */
    public ProviderSettings {
        if (url.getHost() == null || !isSecure(url)) {
            throw new IllegalArgumentException("a provider's URL must begin with https://");
        }
        if (!NAME.matcher(name).matches() || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("a provider needs a name of letters, digits, . _ - and a key");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("a provider's timeout must be from 1 ms to 30 s");
        }
    }

    private static boolean isSecure(URI url) {
        return "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isThisMachine(url.getHost()));
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public String toString() {
        return name + " at " + url;
    }
}
