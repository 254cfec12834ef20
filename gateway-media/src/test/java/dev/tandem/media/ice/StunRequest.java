package dev.tandem.media.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes connectivity checks as a browser would, and wrong ones as a browser would not. */
public final class StunRequest {

    private static final int MESSAGE_TYPE_OFFSET = 0;

    private final ByteBuffer out = ByteBuffer.allocate(1024);

    private StunRequest(int type, long transaction) {
        out.putShort(MESSAGE_TYPE_OFFSET, (short) type);
        out.putInt(4, Stun.MAGIC_COOKIE).putLong(12, transaction).position(Stun.HEADER_OCTETS);
    }

    /** A Binding request. */
    public static StunRequest binding(long transaction) {
        return new StunRequest(Stun.BINDING_REQUEST, transaction);
    }

    static StunRequest ofType(int type, long transaction) {
        return new StunRequest(type, transaction);
    }

    /** A whole, correct check. */
    public static byte[] check(String ours, String theirs, String pwd, long transaction, boolean useCandidate) {
        StunRequest request = binding(transaction)
                .attribute(Stun.USERNAME, (ours + ":" + theirs).getBytes(StandardCharsets.UTF_8))
                .attribute(0xC057, new byte[] {0, 1, 0, 10})
                .attribute(0x802A, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})
                .attribute(Stun.PRIORITY, new byte[] {110, 0, 1, (byte) 255});
        if (useCandidate) {
            request.attribute(Stun.USE_CANDIDATE, new byte[0]);
        }
        return request.integrity(pwd).fingerprinted();
    }

    StunRequest username(String username) {
        return attribute(Stun.USERNAME, username.getBytes(StandardCharsets.UTF_8));
    }

    StunRequest attribute(int type, byte[] value) {
        out.putShort((short) type).putShort((short) value.length).put(value);
        out.position(Stun.padded(out.position()));
        return length(out.position());
    }

    StunRequest integrity(String pwd) {
        int covered = out.position() + 24 - Stun.HEADER_OCTETS;
        return attribute(Stun.MESSAGE_INTEGRITY, StunIntegrity.hmac(out.array(), out.position(), covered, pwd));
    }

    byte[] fingerprinted() {
        int end = out.position();
        length(end + 8);
        int fingerprint = StunIntegrity.fingerprint(out.array(), end);
        attribute(Stun.FINGERPRINT, ByteBuffer.allocate(4).putInt(fingerprint).array());
        return bytes();
    }

    byte[] bytes() {
        byte[] message = new byte[out.position()];
        out.get(0, message);
        return message;
    }

    private StunRequest length(int end) {
        out.putShort(2, (short) (end - Stun.HEADER_OCTETS));
        return this;
    }
}
