package dev.tandem.media.ice;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The short-term credentials of one side (RFC 8445, section 5.3).
 *
 * @param ufrag 4 to 256 ice-chars
 * @param pwd 22 to 256 ice-chars; never printed
 */
public record IceCredentials(String ufrag, String pwd) {

    /** Six octets, 8 characters: sessions are found by it, so it must not be guessed twice. */
    private static final int UFRAG_OCTETS = 6;
    /** 144 bits, 24 characters; RFC 8445 asks for 128. */
    private static final int PWD_OCTETS = 18;

    /** Fresh ones. */
    public static IceCredentials random(SecureRandom random) {
        return new IceCredentials(iceChars(random, UFRAG_OCTETS), iceChars(random, PWD_OCTETS));
    }

    private static String iceChars(SecureRandom random, int octets) {
        byte[] drawn = new byte[octets];
        random.nextBytes(drawn);
        // The alphabet of plain Base64 is exactly ice-char; multiples of three octets need no padding.
        return Base64.getEncoder().encodeToString(drawn);
    }

    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }
}
