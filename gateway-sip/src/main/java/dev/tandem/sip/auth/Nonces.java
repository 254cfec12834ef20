package dev.tandem.sip.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Server nonces that prove themselves (RFC 7616, section 5.4): the time, a serial number, and a MAC over both and the
 * source. Challenging costs no memory; what was used is remembered, and only after a right password. Thread-safe.
 */
final class Nonces {

    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int USED_MAX = 10_000;
    private static final int STAMP_BYTES = 2 * Long.BYTES;
    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;
    private final AtomicLong serials = new AtomicLong();
    /** Highest count seen by serial. Guarded by this, like {@link #forgotten}. */
    private final TreeMap<Long, Long> used = new TreeMap<>();
    /** Serials up to here may have been used and forgotten: they are stale, or forgetting would allow a replay. */
    private long forgotten;

    Nonces(byte[] secret) {
        if (secret.length < MAC_BYTES) {
            throw new IllegalArgumentException("the secret must have at least 16 bytes");
        }
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    String issue(String source, Instant now) {
        byte[] stamp = ByteBuffer.allocate(STAMP_BYTES)
                .putLong(now.toEpochMilli())
                .putLong(serials.incrementAndGet())
                .array();
        return HexFormat.of().formatHex(stamp) + HexFormat.of().formatHex(mac(stamp, source));
    }

    /** Uses a nonce once more; false when it is not ours, too old, or this count was used before. */
    boolean use(String nonce, long count, String source, Instant now) {
        Optional<ByteBuffer> stamp = authentic(nonce, source);
        if (stamp.isEmpty()) {
            return false;
        }
        Instant issued = Instant.ofEpochMilli(stamp.get().getLong());
        boolean current = !issued.isAfter(now) && now.isBefore(issued.plus(LIFETIME));
        return current && advance(stamp.get().getLong(), count);
    }

    /** Whether {@code source} was given this nonce, be it old: then its address is not forged. */
    boolean issuedTo(String source, String nonce) {
        return authentic(nonce, source).isPresent();
    }

    private Optional<ByteBuffer> authentic(String nonce, String source) {
        if (nonce.length() != 2 * (STAMP_BYTES + MAC_BYTES)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = HexFormat.of().parseHex(nonce);
            byte[] stamp = Arrays.copyOf(bytes, STAMP_BYTES);
            byte[] claimed = Arrays.copyOfRange(bytes, STAMP_BYTES, bytes.length);
            boolean ours = MessageDigest.isEqual(claimed, mac(stamp, source));
            return ours ? Optional.of(ByteBuffer.wrap(stamp)) : Optional.empty();
        } catch (IllegalArgumentException notHexadecimal) {
            return Optional.empty();
        }
    }

    private synchronized boolean advance(long serial, long count) {
        if (serial <= forgotten || count <= used.getOrDefault(serial, 0L)) {
            return false;
        }
        used.put(serial, count);
        if (used.size() > USED_MAX) {
            forgotten = used.pollFirstEntry().getKey();
        }
        return true;
    }

    private byte[] mac(byte[] stamp, String source) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(stamp);
            return Arrays.copyOf(mac.doFinal(source.getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", missing);
        }
    }
}
