package dev.tandem.media.bridge;

import dev.tandem.media.codec.CodecName;

/**
 * Makes packets of the length a peer asks for out of 20 ms payloads, 10 to 60 ms: octets of sampled codecs are gathered and
 * cut anywhere, Opus frames are bundled whole into one packet of theirs (RFC 6716, section 3.2.5).
 *
 * <p>Owned by the stream it is for.
 */
final class Packetizer {
    private static final int FRAMES_MAX = 3;
    private static final int CODE = 3;
    private static final int VARIABLE = 0x80;
    private static final int LENGTH_ESCAPE = 252;

    private final boolean bundling;
    private final int packetMillis;
    private final byte[] held = new byte[FRAMES_MAX * CodecName.PAYLOAD_OCTETS_MAX];
    private final byte[] packet = new byte[held.length + 2 * FRAMES_MAX];
    private final int[] lengths = new int[FRAMES_MAX];
    private int frames;
    private int heldOctets;
    private int octetsPerMilli = 1;
    private int takenMillis;

    /** For a codec and packets of so many milliseconds. */
    Packetizer(CodecName codec, int packetMillis) {
        bundling = codec == CodecName.OPUS;
        // An Opus frame of ours lasts 20 ms and cannot be cut.
        this.packetMillis = bundling
                ? Math.max(CodecName.FRAME_MILLIS, packetMillis - packetMillis % CodecName.FRAME_MILLIS)
                : packetMillis;
    }

    /** Whether this payload can go into one packet with what is held; if not, that has to be taken first. */
    boolean accepts(byte[] payload) {
        // Frames of one packet share their first octet but for the two bits that count them.
        return !bundling || frames == 0 || (((payload[0] ^ held[0]) & 0xFC) == 0 && (payload[0] & CODE) == 0);
    }

    /** Takes in the payload of 20 ms. */
    void add(byte[] payload, int length) {
        octetsPerMilli = Math.max(1, length / CodecName.FRAME_MILLIS);
        System.arraycopy(payload, 0, held, heldOctets, length);
        heldOctets += length;
        lengths[frames % FRAMES_MAX] = length;
        frames++;
    }

    /** Whether a whole packet is held. */
    boolean full() {
        return bundling ? frames * CodecName.FRAME_MILLIS >= packetMillis : heldOctets >= packetMillis * octetsPerMilli;
    }

    boolean empty() {
        return heldOctets == 0;
    }

    /** Makes the next packet, a short one when there is not more, and returns its octets. */
    int take() {
        return bundling ? bundle() : cut();
    }

    /** The packet made last. */
    byte[] packet() {
        return packet;
    }

    /** What the packet taken last lasts. */
    int takenMillis() {
        return takenMillis;
    }

    private int cut() {
        int octets = Math.min(heldOctets, packetMillis * octetsPerMilli);
        System.arraycopy(held, 0, packet, 0, octets);
        heldOctets -= octets;
        System.arraycopy(held, octets, held, 0, heldOctets);
        takenMillis = octets / octetsPerMilli;
        frames = 0;
        return octets;
    }

    private int bundle() {
        takenMillis = frames * CodecName.FRAME_MILLIS;
        int octets = frames == 1 ? single() : several();
        frames = 0;
        heldOctets = 0;
        return octets;
    }

    private int single() {
        System.arraycopy(held, 0, packet, 0, heldOctets);
        return heldOctets;
    }

    /** The octet they share, their count, all lengths but the last, then the frames without that octet. */
    private int several() {
        int at = 0;
        packet[at++] = (byte) (held[0] | CODE);
        packet[at++] = (byte) (VARIABLE | frames);
        for (int frame = 0; frame < frames - 1; frame++) {
            at = length(at, lengths[frame] - 1);
        }
        int from = 0;
        for (int frame = 0; frame < frames; frame++) {
            System.arraycopy(held, from + 1, packet, at, lengths[frame] - 1);
            at += lengths[frame] - 1;
            from += lengths[frame];
        }
        return at;
    }

    private int length(int from, int octets) {
        int at = from;
        if (octets < LENGTH_ESCAPE) {
            packet[at++] = (byte) octets;
        } else {
            int first = LENGTH_ESCAPE + (octets & 3);
            packet[at++] = (byte) first;
            packet[at++] = (byte) ((octets - first) >> 2);
        }
        return at;
    }
}
