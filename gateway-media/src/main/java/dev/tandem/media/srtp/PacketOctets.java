package dev.tandem.media.srtp;

import java.nio.ByteBuffer;
import org.jitsi.utils.ByteArrayBuffer;

/** Lends the array behind a {@link ByteBuffer} to the SRTP library; one is reused for all packets of a direction. */
final class PacketOctets implements ByteArrayBuffer {

    private byte[] array = {};
    private int offset;
    private int length;
    private int end;

    /** From now on the packet between position and limit; what is behind the limit may be grown into. */
    void lend(ByteBuffer packet) {
        array = packet.array();
        offset = packet.arrayOffset() + packet.position();
        length = packet.remaining();
        end = packet.arrayOffset() + packet.capacity();
    }

    /** Makes position and limit of the buffer what the library left. */
    void giveBack(ByteBuffer packet) {
        int position = offset - packet.arrayOffset();
        packet.limit(position + length).position(position);
    }

    @Override
    public byte[] getBuffer() {
        return array;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int length) {
        this.length = length;
    }

    @Override
    public void setOffset(int offset) {
        this.offset = offset;
    }

    @Override
    public boolean isInvalid() {
        return offset < 0 || length < 0 || offset + length > end;
    }

    @Override
    public void readRegionToBuff(int from, int octets, byte[] to) {
        System.arraycopy(array, offset + from, to, 0, octets);
    }

    @Override
    public void grow(int octets) {
        if (offset + length + octets > end) {
            throw new IllegalArgumentException("no room for " + octets + " octets behind the packet");
        }
    }

    @Override
    public void append(byte[] octets, int count) {
        grow(count);
        System.arraycopy(octets, 0, array, offset + length, count);
        length += count;
    }

    @Override
    public void shrink(int octets) {
        length -= octets;
    }
}
