package dev.tandem.media.rtp;

import java.util.Arrays;

/**
 * What the packets in a jitter buffer carry. Memory goes to a slot with its packet and back when that was played, so that
 * there is as much of it as packets wait at once, not as there are slots; of what a burst took, little is kept.
 *
 * <p>Owned by its jitter buffer.
 */
final class Payloads {
    private static final int OCTETS_STEP = 64;

    /** So many packets hardly ever wait: 160 ms of most streams. */
    private static final int SPARES_MAX = 8;

    private static final byte[] NOTHING = {};

    private final byte[][] bySlot;
    private final byte[][] spare = new byte[SPARES_MAX][];
    private final int[] lengths;
    private int spares;

    Payloads(int slots) {
        bySlot = new byte[slots][];
        lengths = new int[slots];
        Arrays.fill(bySlot, NOTHING);
    }

    /** Copies the payload of a packet, at least one octet, into a slot. */
    void keep(int slot, RtpPacket packet) {
        int length = packet.payloadLength();
        if (bySlot[slot].length == 0 && spares > 0) {
            bySlot[slot] = spare[--spares];
        }
        if (bySlot[slot].length < length) {
            bySlot[slot] = new byte[(length / OCTETS_STEP + 1) * OCTETS_STEP];
        }
        packet.copyPayload(bySlot[slot]);
        lengths[slot] = length;
    }

    byte[] of(int slot) {
        return bySlot[slot];
    }

    int length(int slot) {
        return lengths[slot];
    }

    /** What is in a slot is needed no longer. */
    void free(int slot) {
        if (bySlot[slot].length > 0 && spares < SPARES_MAX) {
            spare[spares++] = bySlot[slot];
        }
        bySlot[slot] = NOTHING;
    }

    void freeAll() {
        for (int slot = 0; slot < bySlot.length; slot++) {
            free(slot);
        }
    }
}
