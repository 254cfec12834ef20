package dev.tandem.media.ice;

/** Numbers of STUN (RFC 8489, sections 5, 14 and 18) and of its use by ICE (RFC 8445, section 16). */
final class Stun {

    static final int HEADER_OCTETS = 20;
    static final int TRANSACTION_ID_OCTETS = 12;
    static final int MAGIC_COOKIE = 0x2112A442;

    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;

    static final int MAPPED_ADDRESS = 0x0001;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;

    /** Types below this one must be understood (RFC 8489, section 14). */
    static final int COMPREHENSION_OPTIONAL = 0x8000;

    static final int INTEGRITY_OCTETS = 20;
    static final int FINGERPRINT_OCTETS = 4;
    static final int FINGERPRINT_XOR = 0x5354554E;

    private Stun() {}

    /** Whether a request may carry this attribute without being refused with 420. */
    static boolean comprehended(int type) {
        return switch (type) {
            case MAPPED_ADDRESS,
                    USERNAME,
                    MESSAGE_INTEGRITY,
                    ERROR_CODE,
                    UNKNOWN_ATTRIBUTES,
                    REALM,
                    NONCE,
                    XOR_MAPPED_ADDRESS,
                    PRIORITY,
                    USE_CANDIDATE -> true;
            default -> type >= COMPREHENSION_OPTIONAL;
        };
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }
}
