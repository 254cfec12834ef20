package dev.tandem.media.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes one logical Ogg bitstream (RFC 3533): packets are gathered until a page is asked for, and a page goes out in one
 * write, so that a file ends between pages unless the disk is full. No packet crosses pages here.
 */
final class OggPages {
    private static final int HEADER_OCTETS = 27;
    private static final int SEGMENTS_MAX = 255;
    private static final int SEGMENT_OCTETS = 255;
    private static final int CHECKSUM_OFFSET = 22;
    private static final int POLYNOMIAL = 0x04C11DB7;
    private static final int[] CHECKSUMS = checksums();

    private static final int BEGINS = 2;
    private static final int ENDS = 4;

    private final OutputStream file;
    private final int serial;
    private final byte[] lacing = new byte[SEGMENTS_MAX];
    private final ByteBuffer body = ByteBuffer.allocate(SEGMENTS_MAX * SEGMENT_OCTETS);
    private int segments;
    private int sequence;

    OggPages(OutputStream file, int serial) {
        this.file = file;
        this.serial = serial;
    }

    private static int[] checksums() {
        int[] table = new int[256];
        for (int octet = 0; octet < table.length; octet++) {
            int remainder = octet << 24;
            for (int bit = 0; bit < 8; bit++) {
                remainder = (remainder << 1) ^ (remainder < 0 ? POLYNOMIAL : 0);
            }
            table[octet] = remainder;
        }
        return table;
    }

    /** Whether a packet of this length still goes on the page. */
    boolean hasRoomFor(int octets) {
        return segments + octets / SEGMENT_OCTETS + 1 <= SEGMENTS_MAX;
    }

    /** Puts a packet on the page that will be written next; there must be room. */
    void add(byte[] packet, int octets) {
        body.put(packet, 0, octets);
        for (int left = octets; ; left -= SEGMENT_OCTETS) {
            lacing[segments++] = (byte) Math.min(left, SEGMENT_OCTETS);
            if (left < SEGMENT_OCTETS) {
                return;
            }
        }
    }

    /** Writes the page; {@code granule} is the position at the end of its last packet. */
    void write(long granule, boolean last) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(HEADER_OCTETS + segments + body.position())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'O', 'g', 'g', 'S', 0})
                .put((byte) ((sequence == 0 ? BEGINS : 0) | (last ? ENDS : 0)))
                .putLong(granule)
                .putInt(serial)
                .putInt(sequence++)
                .putInt(0)
                .put((byte) segments)
                .put(lacing, 0, segments)
                .put(body.array(), 0, body.position());
        page.putInt(CHECKSUM_OFFSET, checksum(page.array()));
        file.write(page.array());
        segments = 0;
        body.clear();
    }

    private static int checksum(byte[] page) {
        int sum = 0;
        for (byte octet : page) {
            sum = (sum << 8) ^ CHECKSUMS[((sum >>> 24) ^ octet) & 0xFF];
        }
        return sum;
    }
}
