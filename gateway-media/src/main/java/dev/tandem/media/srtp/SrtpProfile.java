package dev.tandem.media.srtp;

import java.util.Optional;
import org.jitsi.srtp.SrtpPolicy;

/** The protection profiles we accept, best first (RFC 5764, section 4.1.2; RFC 7714, section 14.2). */
public enum SrtpProfile {
    /** First choice: the cheapest here, and 128 bits are plenty for a call. */
    AEAD_AES_128_GCM(7, 16, 12),
    AEAD_AES_256_GCM(8, 32, 12),
    AES128_CM_SHA1_80(1, 16, 14);

    private static final int GCM_TAG_OCTETS = 16;
    private static final int SHA1_KEY_OCTETS = 20;
    private static final int SHA1_TAG_OCTETS = 10;

    private final int code;
    private final int keyOctets;
    private final int saltOctets;

    SrtpProfile(int code, int keyOctets, int saltOctets) {
        this.code = code;
        this.keyOctets = keyOctets;
        this.saltOctets = saltOctets;
    }

    /** The best of those offered; empty when we share none. */
    public static Optional<SrtpProfile> best(int[] offeredCodes) {
        for (SrtpProfile profile : values()) {
            for (int offered : offeredCodes) {
                if (offered == profile.code) {
                    return Optional.of(profile);
                }
            }
        }
        return Optional.empty();
    }

    /** Its number in use_srtp. */
    public int code() {
        return code;
    }

    /** Octets of a master key. */
    public int keyOctets() {
        return keyOctets;
    }

    /** Octets of a master salt. */
    public int saltOctets() {
        return saltOctets;
    }

    SrtpPolicy policy() {
        return this == AES128_CM_SHA1_80
                ? new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION,
                        keyOctets,
                        SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        SHA1_KEY_OCTETS,
                        SHA1_TAG_OCTETS,
                        saltOctets)
                : new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION,
                        keyOctets,
                        SrtpPolicy.NULL_AUTHENTICATION,
                        0,
                        GCM_TAG_OCTETS,
                        saltOctets);
    }
}
