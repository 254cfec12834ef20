package dev.tandem.media.dtls;

import java.util.Arrays;

/**
 * Filters what a browser sends, record by record (RFC 6347, section 4.1):
 *
 * <pre>
 * | type (8) | version (16) | epoch (16) | sequence number (48) | length (16) | fragment …
 * handshake fragment: | msg_type (8) | length (24) | message_seq (16) | offset (24) | length (24) | …
 * </pre>
 *
 * <p>ChangeCipherSpec is dropped until a CertificateVerify went by: the library changes its epoch on it at once and then
 * never takes the retransmitted CertificateVerify of the old one, so that a single lost datagram would hang the
 * handshake. Dropped, it comes again with the retransmitted flight.
 *
 * <p>A handshake message that claims to be huge is dropped, because the library would reserve what it claims.
 *
 * <p>An encrypted record too short to be one is dropped, because the library takes it for a fatal error: one forged datagram
 * would end a call. Forged records must be discarded silently (section 4.1.2.7). The same goes for a record of any version
 * but DTLS 1.0, in which a ClientHello may come, and 1.2: the library fails on the number that 1.1 would have had.
 */
final class HandshakeGuard {

    private static final int RECORD_HEADER_OCTETS = 13;
    private static final int MESSAGE_HEADER_OCTETS = 12;
    private static final int DTLS_1_0 = 0xFEFF;
    private static final int DTLS_1_2 = 0xFEFD;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int CERTIFICATE_VERIFY = 15;
    /** A certificate chain fits; browsers send one small certificate. */
    private static final int MESSAGE_OCTETS_MAX = 16 * 1024;

    private boolean certificateVerifySeen;
    private int sealOctets;

    /** From now on it is known by how much encryption makes a record longer. */
    void sealed(int octets) {
        sealOctets = octets;
    }

    /** The records of the datagram that may pass, in order; empty when none may. */
    byte[] filter(byte[] datagram) {
        byte[] passed = new byte[datagram.length];
        int length = 0;
        int at = 0;
        while (at + RECORD_HEADER_OCTETS <= datagram.length) {
            int next = at + RECORD_HEADER_OCTETS + uint16(datagram, at + 11);
            if (next > datagram.length) {
                break;
            }
            if (passes(datagram, at, next)) {
                System.arraycopy(datagram, at, passed, length, next - at);
                length += next - at;
            }
            at = next;
        }
        return Arrays.copyOf(passed, length);
    }

    private boolean passes(byte[] datagram, int at, int end) {
        int version = uint16(datagram, at + 1);
        int fragment = at + RECORD_HEADER_OCTETS;
        boolean plain = uint16(datagram, at + 3) == 0;
        if (version != DTLS_1_0 && version != DTLS_1_2) {
            return false;
        }
        if (!plain && end - fragment < sealOctets) {
            return false;
        }
        if (datagram[at] == CHANGE_CIPHER_SPEC) {
            return certificateVerifySeen;
        }
        if (datagram[at] == HANDSHAKE && plain && fragment + MESSAGE_HEADER_OCTETS <= end) {
            certificateVerifySeen |= datagram[fragment] == CERTIFICATE_VERIFY;
            return uint24(datagram, fragment + 1) <= MESSAGE_OCTETS_MAX;
        }
        return true;
    }

    private static int uint16(byte[] octets, int at) {
        return ((octets[at] & 0xFF) << 8) | (octets[at + 1] & 0xFF);
    }

    private static int uint24(byte[] octets, int at) {
        return (uint16(octets, at) << 8) | (octets[at + 2] & 0xFF);
    }
}
