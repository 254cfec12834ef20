package dev.tandem.identity;

import dev.tandem.config.TandemConfig;
import dev.tandem.store.DataDirectory;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of users' access tokens, in the data directory: the newest signs, the one before it still verifies. A key is
 * replaced when it is {@code tandem.identity.token-key-life} old; as that is longer than any token lives, no valid token is
 * dropped.
 *
 * <p>Reads are for any thread and never block.
 */
@Singleton
public class TokenKeys {

    private static final String FILE = "keys/token-key";
    private static final int KEY_OCTETS = 32;
    private static final int KEYS_MAX = 2;

    private final DataDirectory data;
    private final Duration life;
    private final Clock clock;
    private volatile List<SecretKeySpec> keys;

    /** The keys of this data directory; the first is made at first start. */
    @Inject
    public TokenKeys(DataDirectory data, TandemConfig config, Clock clock) {
        this(data, config.identity().tokenKeyLife(), clock);
    }

    TokenKeys(DataDirectory data, Duration life, Clock clock) {
        this.data = data;
        this.life = life;
        this.clock = clock;
        this.keys = read(data.secret(FILE, TokenKeys::fresh));
    }

    /** The key to sign with. */
    SecretKeySpec newest() {
        return keys.get(0);
    }

    /** The keys that verify. */
    List<SecretKeySpec> all() {
        return keys;
    }

    @Scheduled(every = "1h", delayed = "1m")
    void replaceWhenOld() {
        replaceWhenOld(clock.instant());
    }

    void replaceWhenOld(Instant now) {
        if (now.isAfter(madeAt().plus(life))) {
            replace();
        }
    }

    private synchronized void replace() {
        ByteBuffer file = ByteBuffer.allocate(KEYS_MAX * KEY_OCTETS);
        file.put(fresh()).put(newest().getEncoded());
        data.writePrivate(FILE, file.array());
        keys = read(file.array());
    }

    private Instant madeAt() {
        try {
            return Files.getLastModifiedTime(data.resolve(FILE)).toInstant();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + data.resolve(FILE), failed);
        }
    }

    private static List<SecretKeySpec> read(byte[] file) {
        List<SecretKeySpec> read = new ArrayList<>();
        for (int at = 0; at < file.length; at += KEY_OCTETS) {
            read.add(new SecretKeySpec(Arrays.copyOfRange(file, at, at + KEY_OCTETS), "HmacSHA256"));
        }
        return List.copyOf(read);
    }

    private static byte[] fresh() {
        byte[] octets = new byte[KEY_OCTETS];
        new SecureRandom().nextBytes(octets);
        return octets;
    }
}
