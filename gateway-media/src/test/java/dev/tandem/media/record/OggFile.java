package dev.tandem.media.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Ogg pages strictly (RFC 3533, section 6), bit by bit where the writer uses a table; stops at the first page that
 * is not whole.
 */
final class OggFile {
    private static final int POLYNOMIAL = 0x04C11DB7;

    final List<byte[]> packets = new ArrayList<>();
    long granule;
    boolean ended;
    int pages;

    OggFile(byte[] octets) {
        ByteBuffer file = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        while (file.remaining() >= 27 && page(file)) {
            pages++;
        }
    }

    private boolean page(ByteBuffer file) {
        int start = file.position();
        int segments = file.get(start + 26) & 0xFF;
        if (file.remaining() < 27 + segments) {
            return false;
        }
        int body = 0;
        for (int i = 0; i < segments; i++) {
            body += file.get(start + 27 + i) & 0xFF;
        }
        if (file.remaining() < 27 + segments + body) {
            return false;
        }
        byte[] page = new byte[27 + segments + body];
        file.get(page);
        check(page);
        packets(page, segments);
        return true;
    }

    private void check(byte[] page) {
        ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        int stated = header.getInt(22);
        header.putInt(22, 0);
        int sum = 0;
        for (byte octet : page) {
            sum ^= octet << 24;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum << 1) ^ (sum < 0 ? POLYNOMIAL : 0);
            }
        }
        boolean begins = (page[5] & 2) != 0;
        if (header.getInt(0) != 0x5367674F || sum != stated || header.getInt(18) != pages || begins != (pages == 0)) {
            throw new AssertionError("page " + pages + " is damaged");
        }
        granule = header.getLong(6);
        ended = (page[5] & 4) != 0;
    }

    private void packets(byte[] page, int segments) {
        int at = 27 + segments;
        int length = 0;
        for (int i = 0; i < segments; i++) {
            int lacing = page[27 + i] & 0xFF;
            length += lacing;
            if (lacing < 255) {
                byte[] packet = new byte[length];
                System.arraycopy(page, at, packet, 0, length);
                packets.add(packet);
                at += length;
                length = 0;
            }
        }
    }
}
