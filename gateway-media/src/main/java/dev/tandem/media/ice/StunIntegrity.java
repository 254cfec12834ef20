package dev.tandem.media.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two checks over a STUN message: HMAC-SHA1 with the password, and CRC-32 (RFC 8489, sections 14.5 and 14.7). */
final class StunIntegrity {

    private StunIntegrity() {}

    /**
     * MESSAGE-INTEGRITY of the first {@code end} octets, whose header must count the attribute itself already.
     *
     * @param message the message; only its length field differs from what was sent, see {@code lengthField}
     * @param lengthField what the header's length counts while the code is computed
     */
    static byte[] hmac(byte[] message, int end, int lengthField, String pwd) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(pwd.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            mac.update(message, 0, 2);
            mac.update((byte) (lengthField >>> 8));
            mac.update((byte) lengthField);
            mac.update(message, 4, end - 4);
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA1", missing);
        }
    }

    static int fingerprint(byte[] message, int end) {
        CRC32 crc = new CRC32();
        crc.update(message, 0, end);
        return (int) crc.getValue() ^ Stun.FINGERPRINT_XOR;
    }
}
