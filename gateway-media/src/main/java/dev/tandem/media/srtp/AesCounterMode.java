package dev.tandem.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode as SRTP uses it (RFC 3711, section 4.1.1), and the keys derived with it (section 4.3).
 *
 * <p>The JDK's own counter mode must be set up anew for each packet and leaves 250 octets of garbage each time. Its block
 * cipher need not: it encrypts the counters of a packet in one call, with the processor's AES instructions. Not
 * thread-safe.
 */
final class AesCounterMode {
    static final int BLOCK_OCTETS = 16;
    static final int SALT_OCTETS = 14;
    private static final int BLOCKS_AT_ONCE = 16;
    private static final int ENCRYPTION_LABEL = 0;
    private static final int SALT_LABEL = 2;
    private static final int LABEL_OFFSET = 7;
    private static final int SSRC_OFFSET = 4;
    private static final int INDEX_OFFSET = 8;
    private static final int COUNTER_OFFSET = 14;
    private static final int INDEX_BITS = 48;

    private final Cipher blocks;
    private final byte[] salt;
    private final byte[] first = new byte[BLOCK_OCTETS];
    private final byte[] counters = new byte[BLOCKS_AT_ONCE * BLOCK_OCTETS];
    private final byte[] keystream = new byte[BLOCKS_AT_ONCE * BLOCK_OCTETS];

    /** Counter mode with this key and salt, neither derived further. */
    AesCounterMode(byte[] key, byte[] salt) {
        this.salt = salt.clone();
        try {
            // Not for data: only counters go through it, and no block twice.
            blocks = Cipher.getInstance("AES/ECB/NoPadding");
            blocks.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has AES", missing);
        }
    }

    /** With the session keys of a master key and salt. */
    static AesCounterMode derived(byte[] masterKey, byte[] masterSalt) {
        return new AesCounterMode(
                derive(masterKey, masterSalt, ENCRYPTION_LABEL, masterKey.length),
                derive(masterKey, masterSalt, SALT_LABEL, SALT_OCTETS));
    }

    /** Session key material for a label, the key derivation rate being zero. */
    static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int octets) {
        byte[] labelled = masterSalt.clone();
        labelled[LABEL_OFFSET] ^= (byte) label;
        byte[] derived = new byte[octets];
        try {
            new AesCounterMode(masterKey, labelled).crypt(derived, 0, octets, 0, 0);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cipher failed", broken);
        }
        return derived;
    }

    /** Encrypts or decrypts in place, which is the same. */
    void crypt(byte[] octets, int offset, int length, int ssrc, long index) throws GeneralSecurityException {
        begin(ssrc, index);
        int counter = 0;
        for (int done = 0; done < length; done += keystream.length) {
            int part = Math.min(length - done, keystream.length);
            int needed = (part + BLOCK_OCTETS - 1) / BLOCK_OCTETS;
            count(counter, needed);
            blocks.update(counters, 0, needed * BLOCK_OCTETS, keystream, 0);
            for (int i = 0; i < part; i++) {
                octets[offset + done + i] ^= keystream[i];
            }
            counter += needed;
        }
    }

    /** The block of counter zero: salt, SSRC and index, each in its place, added without carry. */
    private void begin(int ssrc, long index) {
        System.arraycopy(salt, 0, first, 0, SALT_OCTETS);
        for (int i = 0; i < Integer.BYTES; i++) {
            first[SSRC_OFFSET + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < INDEX_BITS / 8; i++) {
            first[INDEX_OFFSET + i] ^= (byte) (index >>> (INDEX_BITS - 8 - 8 * i));
        }
    }

    private void count(int from, int blocksNeeded) {
        for (int i = 0; i < blocksNeeded; i++) {
            int at = i * BLOCK_OCTETS;
            System.arraycopy(first, 0, counters, at, COUNTER_OFFSET);
            counters[at + COUNTER_OFFSET] = (byte) ((from + i) >>> 8);
            counters[at + COUNTER_OFFSET + 1] = (byte) (from + i);
        }
    }
}
