package dev.tandem.acs;

import dev.tandem.config.DataDirectory;
import dev.tandem.config.TandemConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The two access keys of the resource, as Azure has them: either signs, so that one can be replaced while the other is in
 * use. Made at first start; {@code tandem.access-key} replaces the primary one.
 */
@Singleton
@Startup
public class AccessKeys {

    private static final int KEY_OCTETS = 48;

    private final String primary;
    private final String secondary;
    private final boolean configured;

    /** Reads the keys, or makes them at first start. */
    @Inject
    public AccessKeys(DataDirectory data, TandemConfig config) {
        byte[] kept = data.secret("keys/access-keys", AccessKeys::fresh);
        List<String> lines = new String(kept, StandardCharsets.US_ASCII).lines().toList();
        if (lines.size() != 2) {
            throw new IllegalStateException(data.resolve("keys/access-keys") + " must hold two lines, one key each");
        }
        configured = config.accessKey().isPresent();
        primary = config.accessKey().orElse(lines.get(0));
        secondary = lines.get(1);
    }

    /** The key for connection strings, Base64. */
    public String primary() {
        return primary;
    }

    /** Whether the operator set the primary key: it is not ours to print then. */
    public boolean configured() {
        return configured;
    }

    /** Whether {@code text} is one of ours. */
    public boolean match(String text) {
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        boolean match = false;
        // Both are compared, whichever it is: the time taken tells nothing.
        for (String key : List.of(primary, secondary)) {
            match |= MessageDigest.isEqual(given, key.getBytes(StandardCharsets.UTF_8));
        }
        return match;
    }

    /** Both keys, decoded. */
    List<byte[]> decoded() {
        return List.of(Base64.getDecoder().decode(primary), Base64.getDecoder().decode(secondary));
    }

    private static byte[] fresh() {
        return (random() + "\n" + random() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String random() {
        byte[] key = new byte[KEY_OCTETS];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
