package dev.tandem.media.srtp;

import java.util.Arrays;
import java.util.Optional;
import org.jitsi.srtp.SrtpPolicy;

/** The protection profiles we accept, best first (RFC 5764, section 4.1.2; RFC 4568, section 6.2; RFC 7714, section 14.2). */
public enum SrtpProfile {
    /** First choice: it takes as long as GCM here, and leaves no garbage where the JDK's GCM leaves 950 octets a packet. */
    AES128_CM_SHA1_80("AES_CM_128_HMAC_SHA1_80", 1, 16, 14),
    AEAD_AES_128_GCM("AEAD_AES_128_GCM", 7, 16, 12),
    AEAD_AES_256_GCM("AEAD_AES_256_GCM", 8, 32, 12),
    /** For trunks that know nothing better, never with DTLS: a tag of 4 octets on RTP; RTCP has 10 all the same. */
    AES128_CM_SHA1_32("AES_CM_128_HMAC_SHA1_32", SrtpProfile.NOT_WITH_DTLS, 16, 14);

    private static final int NOT_WITH_DTLS = -1;

    private static final int GCM_TAG_OCTETS = 16;
    private static final int SHA1_KEY_OCTETS = 20;
    private static final int SHA1_TAG_OCTETS = 10;
    private static final int SHA1_SHORT_TAG_OCTETS = 4;

    private final String suite;
    private final int code;
    private final int keyOctets;
    private final int saltOctets;

    SrtpProfile(String suite, int code, int keyOctets, int saltOctets) {
        this.suite = suite;
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

    /** The profile of a crypto suite named in a description. */
    public static Optional<SrtpProfile> ofSuite(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.suite.equals(name))
                .findFirst();
    }

    /** Its name as a crypto suite. */
    public String suite() {
        return suite;
    }

    /** Its number in use_srtp; -1 for one that is not used with DTLS. */
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

    /** Octets of the tag at the end of an RTP packet; 0 where the tag is part of what is encrypted (RFC 7714, section 8.2). */
    int tagOctets() {
        return isGcm() ? 0 : sha1TagOctets();
    }

    /** The same of RTCP, whose tag is never short (RFC 4568, section 6.2.2). */
    int controlTagOctets() {
        return isGcm() ? 0 : SHA1_TAG_OCTETS;
    }

    private int sha1TagOctets() {
        return this == AES128_CM_SHA1_32 ? SHA1_SHORT_TAG_OCTETS : SHA1_TAG_OCTETS;
    }

    private boolean isGcm() {
        return this == AEAD_AES_128_GCM || this == AEAD_AES_256_GCM;
    }

    SrtpPolicy policy() {
        return policy(sha1TagOctets());
    }

    SrtpPolicy controlPolicy() {
        return policy(SHA1_TAG_OCTETS);
    }

    private SrtpPolicy policy(int sha1TagOctets) {
        return isGcm()
                ? new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION,
                        keyOctets,
                        SrtpPolicy.NULL_AUTHENTICATION,
                        0,
                        GCM_TAG_OCTETS,
                        saltOctets)
                : new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION,
                        keyOctets,
                        SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        SHA1_KEY_OCTETS,
                        sha1TagOctets,
                        saltOctets);
    }
}
