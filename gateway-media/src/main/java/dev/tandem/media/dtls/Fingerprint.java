package dev.tandem.media.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A certificate's SHA-256 fingerprint (RFC 8122, section 5). */
public final class Fingerprint {

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    private Fingerprint() {}

    /** The 32 octets for a certificate in DER. */
    public static byte[] sha256(byte[] der) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(der);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    /** As SDP writes it: {@code AA:BB:…}. */
    public static String text(byte[] sha256) {
        return COLONS.formatHex(sha256);
    }
}
