package dev.tandem.media.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * One received STUN message (RFC 8489, section 5), with where its attributes are.
 *
 * <pre>
 *  0                   1                   2                   3
 * |0 0|     type (14)             |         length (16)           |
 * |                    magic cookie 0x2112A442                    |
 * |                  transaction id (96 bits)                     |
 * |  attributes: type (16), length (16), value, padding to 32 bits
 * </pre>
 */
public final class StunMessage {

    /** A check fits one unfragmented datagram; more is nonsense. */
    private static final int OCTETS_MAX = 1280;
    /** More unknown attributes than this are not named in the 420. */
    private static final int UNKNOWN_MAX = 8;

    private final byte[] octets;
    private int usernameOffset = -1;
    private int integrityOffset = -1;
    private boolean useCandidate;
    private boolean controlled;
    private int[] unknown = {};

    private StunMessage(byte[] octets) {
        this.octets = octets;
    }

    /** Reads a datagram between position and limit; empty when it is not a whole, sound STUN message. */
    public static Optional<StunMessage> parse(ByteBuffer datagram) {
        int length = datagram.remaining();
        if (length < Stun.HEADER_OCTETS || length > OCTETS_MAX) {
            return Optional.empty();
        }
        byte[] octets = new byte[length];
        datagram.get(datagram.position(), octets);
        StunMessage message = new StunMessage(octets);
        return message.soundHeader() && message.readAttributes() ? Optional.of(message) : Optional.empty();
    }

    private boolean soundHeader() {
        return (octets[0] & 0xC0) == 0
                && int32(4) == Stun.MAGIC_COOKIE
                && uint16(2) == octets.length - Stun.HEADER_OCTETS
                && octets.length % 4 == 0;
    }

    private boolean readAttributes() {
        int at = Stun.HEADER_OCTETS;
        while (at < octets.length) {
            int next = at + 4 + Stun.padded(uint16(at + 2));
            if (next > octets.length || !readAttribute(at)) {
                return false;
            }
            at = next;
        }
        return true;
    }

    private boolean readAttribute(int at) {
        int type = uint16(at);
        int length = uint16(at + 2);
        if (type == Stun.FINGERPRINT) {
            // It must be the last one, so that nothing escapes it.
            return length == Stun.FINGERPRINT_OCTETS
                    && at + 8 == octets.length
                    && int32(at + 4) == StunIntegrity.fingerprint(octets, at);
        }
        // What follows MESSAGE-INTEGRITY is not covered by it and must be ignored (RFC 8489, section 14.5).
        return integrityOffset >= 0 || readCovered(type, at, length);
    }

    private boolean readCovered(int type, int at, int length) {
        switch (type) {
            case Stun.USERNAME -> usernameOffset = at;
            case Stun.USE_CANDIDATE -> useCandidate = true;
            case Stun.ICE_CONTROLLED -> controlled = true;
            case Stun.MESSAGE_INTEGRITY -> {
                integrityOffset = at;
                return length == Stun.INTEGRITY_OCTETS;
            }
            default -> rememberUnknown(type);
        }
        return true;
    }

    private void rememberUnknown(int type) {
        if (!Stun.comprehended(type) && unknown.length < UNKNOWN_MAX) {
            unknown = Arrays.copyOf(unknown, unknown.length + 1);
            unknown[unknown.length - 1] = type;
        }
    }

    /** Whether this is a Binding request: the only thing a lite agent answers. */
    public boolean isBindingRequest() {
        return uint16(0) == Stun.BINDING_REQUEST;
    }

    /** USERNAME: {@code ours:theirs} in a check (RFC 8445, section 7.2.2); empty when there is none. */
    public String username() {
        if (usernameOffset < 0) {
            return "";
        }
        return new String(octets, usernameOffset + 4, uint16(usernameOffset + 2), StandardCharsets.UTF_8);
    }

    /** The ufrag of ours that the check is for; empty when there is none. */
    public String localUfrag() {
        String username = username();
        int colon = username.indexOf(':');
        return colon < 0 ? "" : username.substring(0, colon);
    }

    /** Whether the sender says that this is the path to use (RFC 8445, section 7.1.2). */
    boolean useCandidate() {
        return useCandidate;
    }

    /** Whether the sender believes to be the controlled agent. */
    boolean controlled() {
        return controlled;
    }

    boolean hasIntegrity() {
        return integrityOffset >= 0;
    }

    /** Whether MESSAGE-INTEGRITY was made with this password. */
    boolean integrityHolds(String pwd) {
        if (integrityOffset < 0) {
            return false;
        }
        int covered = integrityOffset + 4 + Stun.INTEGRITY_OCTETS - Stun.HEADER_OCTETS;
        byte[] expected = StunIntegrity.hmac(octets, integrityOffset, covered, pwd);
        byte[] actual = Arrays.copyOfRange(octets, integrityOffset + 4, integrityOffset + 4 + Stun.INTEGRITY_OCTETS);
        return MessageDigest.isEqual(expected, actual);
    }

    /** Attribute types we had to understand and do not. */
    int[] unknownAttributes() {
        return unknown.clone();
    }

    byte[] transactionId() {
        return Arrays.copyOfRange(octets, 8, 8 + Stun.TRANSACTION_ID_OCTETS);
    }

    private int uint16(int at) {
        return ((octets[at] & 0xFF) << 8) | (octets[at + 1] & 0xFF);
    }

    private int int32(int at) {
        return (uint16(at) << 16) | uint16(at + 2);
    }
}
