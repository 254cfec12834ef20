package dev.tandem.bench.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A prebuilt datagram with places for a number, so that each is another request and none costs its sender anything. */
final class Numbered {
    /** Stands where the number goes, eight hexadecimal digits. */
    static final String PLACE = "########";

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer octets;
    private final List<Integer> places = new ArrayList<>();

    Numbered(String text) {
        octets = ByteBuffer.allocateDirect(text.length());
        octets.put(text.getBytes(StandardCharsets.US_ASCII));
        for (int at = text.indexOf(PLACE); at >= 0; at = text.indexOf(PLACE, at + PLACE.length())) {
            places.add(at);
        }
    }

    ByteBuffer with(long number) {
        for (int place : places) {
            for (int i = 0; i < PLACE.length(); i++) {
                octets.put(place + i, DIGITS[(int) (number >> (4 * (PLACE.length() - 1 - i))) & 0xF]);
            }
        }
        return octets.rewind();
    }
}
