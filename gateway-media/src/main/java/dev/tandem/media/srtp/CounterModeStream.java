package dev.tandem.media.srtp;

import dev.tandem.media.srtp.InboundSrtp.Outcome;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * A stream under AES_CM with HMAC-SHA1 (RFC 3711, sections 3.3, 4.1.1 and 4.2.1).
 *
 * <pre>
 * | header, CSRCs, extension | payload       | tag          |
 * |                          | encrypted     |              |
 * | authenticated, and the roll-over counter | leftmost part|
 * </pre>
 */
final class CounterModeStream implements SrtpStream {
    private static final int HEADER_OCTETS = 12;
    private static final int SEQUENCE_OFFSET = 2;
    private static final int SSRC_OFFSET = 8;

    private final AesCounterMode cipher;
    private final HmacSha1 code;
    private final int tagOctets;
    private final PacketIndex indices = new PacketIndex();

    CounterModeStream(AesCounterMode cipher, HmacSha1 code, int tagOctets) {
        this.cipher = cipher;
        this.code = code;
        this.tagOctets = tagOctets;
    }

    @Override
    public boolean protect(ByteBuffer packet) throws GeneralSecurityException {
        if (packet.capacity() - packet.limit() < tagOctets) {
            throw new IllegalArgumentException("no room for " + tagOctets + " octets behind the packet");
        }
        int length = packet.remaining();
        int header = headerOctets(packet, length);
        long index = index(packet);
        // A number may be used once only: the same keystream over two payloads gives both away.
        if (header > length || index < 0 || !indices.isNew(index)) {
            return false;
        }
        int start = packet.arrayOffset() + packet.position();
        cipher.crypt(packet.array(), start + header, length - header, ssrc(packet), index);
        byte[] tag = code.code(packet.array(), start, length, (int) (index >>> 16));
        System.arraycopy(tag, 0, packet.array(), start + length, tagOctets);
        packet.limit(packet.limit() + tagOctets);
        indices.take(index);
        return true;
    }

    @Override
    public Outcome unprotect(ByteBuffer packet) throws GeneralSecurityException {
        int length = packet.remaining() - tagOctets;
        int header = headerOctets(packet, length);
        long index = index(packet);
        if (header > length || index < 0) {
            return Outcome.NOT_AUTHENTIC;
        }
        if (!indices.isNew(index)) {
            return Outcome.REPLAYED;
        }
        int start = packet.arrayOffset() + packet.position();
        byte[] octets = packet.array();
        // Nothing is decrypted or remembered of a packet that anybody may have sent.
        if (!isTag(code.code(octets, start, length, (int) (index >>> 16)), octets, start + length)) {
            return Outcome.NOT_AUTHENTIC;
        }
        cipher.crypt(octets, start + header, length - header, ssrc(packet), index);
        packet.limit(packet.position() + length);
        indices.take(index);
        return Outcome.PLAIN;
    }

    /** Compares in a time that says nothing about where the difference is. */
    private boolean isTag(byte[] expected, byte[] octets, int at) {
        int difference = 0;
        for (int i = 0; i < tagOctets; i++) {
            difference |= expected[i] ^ octets[at + i];
        }
        return difference == 0;
    }

    private long index(ByteBuffer packet) {
        return indices.of(packet.getShort(packet.position() + SEQUENCE_OFFSET) & 0xFFFF);
    }

    private static int ssrc(ByteBuffer packet) {
        return packet.getInt(packet.position() + SSRC_OFFSET);
    }

    /** Octets that are not encrypted (RFC 3550, section 5.1); more than {@code length} when they do not fit. */
    private static int headerOctets(ByteBuffer packet, int length) {
        int at = packet.position();
        int octets = HEADER_OCTETS + (packet.get(at) & 0x0F) * 4;
        boolean extended = (packet.get(at) & 0x10) != 0;
        if (!extended) {
            return octets;
        }
        return octets + 4 > length ? length + 1 : octets + 4 + (packet.getShort(at + octets + 2) & 0xFFFF) * 4;
    }
}
