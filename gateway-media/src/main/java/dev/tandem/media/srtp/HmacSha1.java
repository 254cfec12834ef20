package dev.tandem.media.srtp;

import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA1 (RFC 2104) over the JDK's SHA-1, writing into an array that is there: its own HMAC makes two new ones a packet.
 * Not thread-safe.
 */
final class HmacSha1 {
    static final int OCTETS = 20;
    private static final int AUTHENTICATION_LABEL = 1;
    private static final int PAD_OCTETS = 64;

    private final MessageDigest digest;
    private final byte[] inner = new byte[PAD_OCTETS];
    private final byte[] outer = new byte[PAD_OCTETS];
    private final byte[] code = new byte[OCTETS];

    /** With this key of at most 64 octets. */
    HmacSha1(byte[] key) {
        Arrays.fill(inner, (byte) 0x36);
        Arrays.fill(outer, (byte) 0x5C);
        for (int i = 0; i < key.length; i++) {
            inner[i] ^= key[i];
            outer[i] ^= key[i];
        }
        try {
            digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-1", missing);
        }
    }

    /** With the authentication key of a master key and salt (RFC 3711, section 4.3). */
    static HmacSha1 derived(byte[] masterKey, byte[] masterSalt) {
        return new HmacSha1(AesCounterMode.derive(masterKey, masterSalt, AUTHENTICATION_LABEL, OCTETS));
    }

    /** The code of these octets followed by 32 bits; valid until the next one is asked for. */
    byte[] code(byte[] octets, int offset, int length, int last) throws GeneralSecurityException {
        digest.update(inner);
        digest.update(octets, offset, length);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (last >>> shift));
        }
        finish();
        digest.update(outer);
        digest.update(code);
        finish();
        return code;
    }

    private void finish() throws DigestException {
        digest.digest(code, 0, OCTETS);
    }
}
