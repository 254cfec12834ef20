package dev.tandem.bench.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A browser's connectivity check (RFC 8445, section 7.2), the same octets every time. */
final class BrowserCheck {
    private static final int HEADER_OCTETS = 20;
    private static final int USERNAME = 0x0006;
    private static final int INTEGRITY = 0x0008;
    private static final int PRIORITY = 0x0024;
    private static final int USE_CANDIDATE = 0x0025;
    private static final int FINGERPRINT = 0x8028;
    private static final int FINGERPRINT_XOR = 0x5354554E;

    private BrowserCheck() {}

    static byte[] octets(String ufrag, String ownUfrag, String password) {
        ByteBuffer check = ByteBuffer.allocate(256);
        check.putShort((short) 1)
                .putShort((short) 0)
                .putInt(0x2112A442)
                .putLong(7)
                .putInt(7);
        attribute(check, USERNAME, (ufrag + ":" + ownUfrag).getBytes(StandardCharsets.UTF_8));
        attribute(check, PRIORITY, new byte[] {110, 0, 1, (byte) 255});
        attribute(check, USE_CANDIDATE, new byte[0]);
        // Each code covers a header that counts it already (RFC 8489, sections 14.5 and 14.7).
        check.putShort(2, (short) (check.position() - HEADER_OCTETS + 24));
        attribute(check, INTEGRITY, hmac(Arrays.copyOf(check.array(), check.position()), password));
        check.putShort(2, (short) (check.position() - HEADER_OCTETS + 8));
        CRC32 crc = new CRC32();
        crc.update(check.array(), 0, check.position());
        attribute(
                check,
                FINGERPRINT,
                ByteBuffer.allocate(4)
                        .putInt((int) crc.getValue() ^ FINGERPRINT_XOR)
                        .array());
        return Arrays.copyOf(check.array(), check.position());
    }

    private static byte[] hmac(byte[] covered, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return mac.doFinal(covered);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA1", missing);
        }
    }

    private static void attribute(ByteBuffer check, int type, byte[] value) {
        check.putShort((short) type).putShort((short) value.length).put(value);
        while (check.position() % 4 != 0) {
            check.put((byte) 0);
        }
    }
}
