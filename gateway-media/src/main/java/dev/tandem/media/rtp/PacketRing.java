package dev.tandem.media.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The packets of one stream that wait to be played, each in the place of its number; the last ones played are remembered, so
 * that a duplicate is known. Moves on by one number at a time.
 *
 * <p>Bounded: {@value #SLOTS} packets. Owned by its jitter buffer.
 */
final class PacketRing {
    static final int SLOTS = 64;
    private static final int JUMP_PACKETS = 3_000;

    /** What is in a place. */
    enum Slot {
        FREE,
        AUDIO,
        NOISE,
        OTHER,
        PLAYED
    }

    private final Slot[] kinds = new Slot[SLOTS];
    private final Payloads payloads = new Payloads(SLOTS);
    private final int[] sequences = new int[SLOTS];
    private final int[] timestamps = new int[SLOTS];
    private boolean started;
    private int ssrc;
    private int next;
    private int highest;
    private int waiting;
    private long late;
    private long duplicates;
    private long overflows;

    PacketRing() {
        Arrays.fill(kinds, Slot.FREE);
    }

    /** Whether a packet is of the stream at hand, and near what is played now; if not, the ring has to {@link #restart}. */
    boolean reaches(RtpPacket packet) {
        if (!started || packet.ssrc() != ssrc) {
            return false;
        }
        int ahead = SequenceNumber.distance(next, packet.sequence());
        if (ahead >= SLOTS || ahead < -JUMP_PACKETS) {
            // So far off that it is a jump, or that playout stopped long ago: what waits is worth nothing now.
            overflows++;
            return false;
        }
        return true;
    }

    /** Forgets what waits; the next packet to be played is that one. */
    void restart(int newSsrc, int sequence) {
        started = true;
        ssrc = newSsrc;
        next = sequence;
        highest = sequence;
        waiting = 0;
        payloads.freeAll();
        Arrays.fill(kinds, Slot.FREE);
    }

    /** Keeps a packet that it {@link #reaches}; true if it, late or not, was new. */
    boolean keep(RtpPacket packet, Slot kind) {
        long duplicatesBefore = duplicates;
        int slot = claim(packet, kind);
        if (slot >= 0) {
            waiting++;
            payloads.keep(slot, packet);
            timestamps[slot] = packet.timestamp();
        }
        return duplicates == duplicatesBefore;
    }

    /** Notes that a number was used for something that is not played. */
    void skip(RtpPacket packet) {
        claim(packet, Slot.OTHER);
    }

    /** The place for a packet; -1 when it comes too late or a second time. */
    private int claim(RtpPacket packet, Slot kind) {
        int sequence = packet.sequence();
        int slot = sequence % SLOTS;
        boolean known = kinds[slot] != Slot.FREE && sequences[slot] == sequence;
        if (known || SequenceNumber.distance(next, sequence) < 0) {
            duplicates += known ? 1 : 0;
            late += known ? 0 : 1;
            return -1;
        }
        kinds[slot] = kind;
        sequences[slot] = sequence;
        if (SequenceNumber.distance(highest, sequence) > 0) {
            highest = sequence;
        }
        return slot;
    }

    /** The place of what is to be played next. */
    int place() {
        return next % SLOTS;
    }

    /** What is there. */
    Slot kind() {
        return sequences[next % SLOTS] == next ? kinds[next % SLOTS] : Slot.FREE;
    }

    /** Takes what is there, whose payload stays until {@link #free}. */
    void take() {
        waiting--;
        pass();
    }

    /** Moves on over what is there, be it nothing. */
    void pass() {
        kinds[next % SLOTS] = Slot.PLAYED;
        next = SequenceNumber.plus(next, 1);
    }

    /** Gives the memory of a packet that was played back. */
    void free(int place) {
        if (kinds[place] == Slot.PLAYED) {
            payloads.free(place);
        }
    }

    byte[] payload(int place) {
        return payloads.of(place);
    }

    int length(int place) {
        return payloads.length(place);
    }

    int timestamp(int place) {
        return timestamps[place];
    }

    /** The ticks from the packet to be played next to the audio packet behind it; 0 when that is not here. */
    int ticksToFollowing() {
        int following = SequenceNumber.plus(next, 1);
        int slot = following % SLOTS;
        boolean here = kinds[slot] == Slot.AUDIO && sequences[slot] == following;
        return here ? timestamps[slot] - timestamps[next % SLOTS] : 0;
    }

    /** Gives the audio packets that wait away, in order; has to be {@link #restart restarted} then. */
    void drain(Consumer<RtpPacket> taker) {
        RtpPacket packet = new RtpPacket();
        for (int left = span(); left > 0; left--) {
            if (kind() == Slot.AUDIO) {
                int place = place();
                ByteBuffer octets = ByteBuffer.allocate(RtpPacket.HEADER_OCTETS + length(place));
                RtpPacket.writeHeader(octets, 0, false, next, timestamps[place], ssrc);
                packet.wrap(octets.put(payload(place), 0, length(place)).flip());
                taker.accept(packet);
            }
            next = SequenceNumber.plus(next, 1);
        }
    }

    boolean empty() {
        return waiting == 0;
    }

    /** From the next packet to the last one, in packets. */
    int span() {
        return SequenceNumber.distance(next, highest) + 1;
    }

    int ssrc() {
        return ssrc;
    }

    /** The number of the packet to be played next. */
    int next() {
        return next;
    }

    /** Packets that came after their turn. */
    long late() {
        return late;
    }

    /** Packets that came twice. */
    long duplicates() {
        return duplicates;
    }

    /** Times the sequence jumped, or nobody read. */
    long overflows() {
        return overflows;
    }
}
