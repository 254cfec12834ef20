package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;

/**
 * Makes packets of the length a peer asks for out of the payloads of 20 ms frames, 10 to 60 ms: octets of sampled codecs are
 * gathered and cut anywhere, Opus frames of 20 ms, or of 10 where {@linkplain CodecName#halved halves} are needed, are
 * bundled into one packet of theirs (RFC 6716, section 3.2.5).
 *
 * <p>Owned by the stream it is for.
 */
final class Packetizer {
    private static final int FRAMES_MAX = 6;
    private static final int CODE = 3;
    private static final int VARIABLE = 0x80;
    private static final int LENGTH_ESCAPE = 252;
    private static final int HALF_LENGTH_OCTETS = 2;

    private final boolean bundling;
    private final boolean halved;
    private final int frameMillis;
    private final int framesWanted;
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
        this.packetMillis = packetMillis;
        bundling = codec == CodecName.OPUS;
        halved = codec.halved(packetMillis);
        frameMillis = halved ? CodecName.FRAME_MILLIS / 2 : CodecName.FRAME_MILLIS;
        framesWanted = Math.max(1, packetMillis / frameMillis);
    }

    /** Takes in the payload of 20 ms; all packets that were {@link #full} have been taken before. */
    void add(byte[] payload, int length) {
        if (!bundling) {
            octetsPerMilli = Math.max(1, length / CodecName.FRAME_MILLIS);
            hold(payload, 0, length);
        } else if (halved) {
            int first = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
            hold(payload, HALF_LENGTH_OCTETS, first);
            hold(payload, HALF_LENGTH_OCTETS + first, length - HALF_LENGTH_OCTETS - first);
        } else {
            hold(payload, 0, length);
        }
    }

    private void hold(byte[] payload, int from, int length) {
        System.arraycopy(payload, from, held, heldOctets, length);
        heldOctets += length;
        lengths[frames % FRAMES_MAX] = length;
        frames++;
    }

    /** Whether a whole packet is held, or as much of one as can be: what is held next does not go with it. */
    boolean full() {
        if (!bundling) {
            return heldOctets >= packetMillis * octetsPerMilli;
        }
        int alike = alike();
        return alike == framesWanted || alike < frames;
    }

    boolean empty() {
        return heldOctets == 0;
    }

    /** Makes the next packet, a short one when there is not more, and returns its octets. */
    int take() {
        return bundling ? bundle(alike()) : cut();
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
        takenMillis = octets / octetsPerMilli;
        drop(octets);
        frames = 0;
        return octets;
    }

    private void drop(int octets) {
        heldOctets -= octets;
        System.arraycopy(held, octets, held, 0, heldOctets);
    }

    /** How many of the first frames go into one packet: they share their first octet but for the two bits that count them. */
    private int alike() {
        int alike = Math.min(1, frames);
        int at = alike == 0 ? 0 : lengths[0];
        while (alike < Math.min(frames, framesWanted)
                && ((held[at] ^ held[0]) & 0xFC) == 0
                && (held[at] & CODE) == 0
                && (held[0] & CODE) == 0) {
            at += lengths[alike++];
        }
        return alike;
    }

    private int bundle(int count) {
        int octets = 0;
        for (int frame = 0; frame < count; frame++) {
            octets += lengths[frame];
        }
        int written = count == 1 ? single() : several(count);
        takenMillis = count * frameMillis;
        frames -= count;
        System.arraycopy(lengths, count, lengths, 0, frames);
        drop(octets);
        return written;
    }

    private int single() {
        System.arraycopy(held, 0, packet, 0, lengths[0]);
        return lengths[0];
    }

    /** The octet they share, their count, all lengths but the last, then the frames without that octet. */
    private int several(int count) {
        int at = 0;
        packet[at++] = (byte) (held[0] | CODE);
        packet[at++] = (byte) (VARIABLE | count);
        for (int frame = 0; frame < count - 1; frame++) {
            at = length(at, lengths[frame] - 1);
        }
        int from = 0;
        for (int frame = 0; frame < count; frame++) {
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
