package dev.tandem.sip.message;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Fresh random tokens: tags, branches, Call-IDs (RFC 3261, section 19.3). Any thread. */
public final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** A tag of ours. */
    public static String tag() {
        return hex(10);
    }

    /** A branch of ours. */
    public static String branch() {
        // The magic cookie says that the branch is unique (section 8.1.1.7).
        return "z9hG4bK" + hex(12);
    }

    /** A Call-ID of ours. */
    public static String callId() {
        return hex(16);
    }

    /** A client nonce of ours, for digest authentication. */
    public static String clientNonce() {
        return hex(16);
    }

    /** A pause in milliseconds between two bounds. */
    public static long millisBetween(int least, int most) {
        return least + (long) RANDOM.nextInt(most - least + 1);
    }

    /** A number nobody can guess. */
    public static long number() {
        return RANDOM.nextLong();
    }

    private static String hex(int octets) {
        byte[] random = new byte[octets];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
