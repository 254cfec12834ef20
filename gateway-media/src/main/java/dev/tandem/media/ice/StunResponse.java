package dev.tandem.media.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes one answer to a STUN request, attribute by attribute (RFC 8489, section 6.3.1). */
final class StunResponse {

    private static final int OCTETS_MAX = 256;

    private final ByteBuffer out = ByteBuffer.allocate(OCTETS_MAX);

    private StunResponse(int type, byte[] transactionId) {
        out.putShort((short) type).putShort((short) 0).putInt(Stun.MAGIC_COOKIE).put(transactionId);
    }

    static StunResponse success(byte[] transactionId) {
        return new StunResponse(Stun.BINDING_SUCCESS, transactionId);
    }

    static StunResponse error(byte[] transactionId, int code, String reason) {
        StunResponse response = new StunResponse(Stun.BINDING_ERROR, transactionId);
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuffer value = ByteBuffer.allocate(4 + text.length);
        value.putShort((short) 0)
                .put((byte) (code / 100))
                .put((byte) (code % 100))
                .put(text);
        return response.attribute(Stun.ERROR_CODE, value.array());
    }

    StunResponse unknownAttributes(int[] types) {
        ByteBuffer value = ByteBuffer.allocate(2 * types.length);
        for (int type : types) {
            value.putShort((short) type);
        }
        return attribute(Stun.UNKNOWN_ATTRIBUTES, value.array());
    }

    /** Where the request came from, masked so that no middlebox rewrites it (RFC 8489, section 14.2). */
    StunResponse xorMappedAddress(InetSocketAddress source) {
        byte[] address = source.getAddress().getAddress();
        for (int i = 0; i < address.length; i++) {
            // The mask is the magic cookie followed by the transaction id, as both stand in the header.
            address[i] ^= out.get(4 + i);
        }
        ByteBuffer value = ByteBuffer.allocate(4 + address.length);
        value.putShort((short) (address.length == 4 ? 1 : 2));
        value.putShort((short) (source.getPort() ^ (Stun.MAGIC_COOKIE >>> 16))).put(address);
        return attribute(Stun.XOR_MAPPED_ADDRESS, value.array());
    }

    StunResponse integrity(String pwd) {
        int covered = out.position() + 4 + Stun.INTEGRITY_OCTETS - Stun.HEADER_OCTETS;
        return attribute(Stun.MESSAGE_INTEGRITY, StunIntegrity.hmac(out.array(), out.position(), covered, pwd));
    }

    byte[] fingerprinted() {
        int end = out.position();
        // The CRC covers a header that counts the attribute already.
        length(end + 4 + Stun.FINGERPRINT_OCTETS);
        int fingerprint = StunIntegrity.fingerprint(out.array(), end);
        attribute(Stun.FINGERPRINT, ByteBuffer.allocate(4).putInt(fingerprint).array());
        byte[] message = new byte[out.position()];
        out.get(0, message);
        return message;
    }

    StunResponse attribute(int type, byte[] value) {
        out.putShort((short) type).putShort((short) value.length).put(value);
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
        length(out.position());
        return this;
    }

    private void length(int end) {
        out.putShort(2, (short) (end - Stun.HEADER_OCTETS));
    }
}
