package dev.tandem.media.rtp;

import java.util.Arrays;

/**
 * Puts the packets of one stream back in order and evens out their arrival. Filled when packets come, read at the pace of
 * playout; says when a packet is lost, so that the decoder can conceal it.
 *
 * <p>Depth follows the network: {@link DelayVariation} says how long a packet may be late, playout begins when that much
 * is buffered, and after a stall or when the network calms down the excess is handed out as {@link Pull#SURPLUS} to be
 * merged into its successor, so that a stall's latency does not stay for the rest of the call.
 *
 * <p>Pure and preallocated: {@value #SLOTS} packets of at most {@value #PAYLOAD_OCTETS_MAX} octets. Owned by one media
 * loop.
 */
public final class JitterBuffer {
    static final int SLOTS = 64;
    static final int PAYLOAD_OCTETS_MAX = 1_275;
    private static final int CALM_PULLS = 25;
    private static final int JUMP_MILLIS = 1_000;
    private static final int JUMP_PACKETS = 3_000;

    /** What a pull came to. */
    public enum Pull {
        /** {@link #payload()} is the next packet. */
        PACKET,
        /** {@link #payload()} is the next packet, and one too many: merge it into the one after it. */
        SURPLUS,
        /** The next packet is missing though later ones are here: conceal it, or recover it from {@link #payload()}. */
        LOST,
        /** The sender paused: play one frame of nothing. */
        GAP,
        /** Nothing is there. */
        EMPTY
    }

    private enum Slot {
        FREE,
        AUDIO,
        OTHER
    }

    private final int ticksPerMilli;
    private final DelayVariation variation;
    private final Slot[] kinds = new Slot[SLOTS];
    private final byte[][] payloads = new byte[SLOTS][PAYLOAD_OCTETS_MAX];
    private final int[] lengths = new int[SLOTS];
    private final int[] timestamps = new int[SLOTS];
    private boolean started;
    private boolean playing;
    private int ssrc;
    private int next;
    private int highest;
    private int nextTimestamp;
    private int packetTicks;
    private int current;
    private int currentLength;
    private int waitedTicks;
    private int bufferedAudio;
    private int calmPulls;
    private int leastExcessTicks;
    private long late;
    private long duplicates;
    private long overflows;

    /** A buffer for a stream with that RTP clock whose packets last {@code packetMillis} until shown otherwise. */
    public JitterBuffer(int clockRateHz, int packetMillis) {
        ticksPerMilli = clockRateHz / 1_000;
        packetTicks = packetMillis * ticksPerMilli;
        variation = new DelayVariation(ticksPerMilli);
        Arrays.fill(kinds, Slot.FREE);
    }

    /** Takes an audio packet in. */
    public void put(RtpPacket packet, long nowNanos) {
        if (packet.payloadLength() > PAYLOAD_OCTETS_MAX || packet.payloadLength() == 0) {
            skip(packet);
            return;
        }
        variation.arrived(packet.timestamp(), nowNanos);
        int slot = claim(packet);
        if (slot >= 0) {
            kinds[slot] = Slot.AUDIO;
            bufferedAudio++;
            packet.copyPayload(payloads[slot]);
            lengths[slot] = packet.payloadLength();
            timestamps[slot] = packet.timestamp();
        }
    }

    /** Notes that a sequence number was used for something that is not audio, so that it is not taken for a loss. */
    public void skip(RtpPacket packet) {
        int slot = claim(packet);
        if (slot >= 0) {
            kinds[slot] = Slot.OTHER;
        }
    }

    /** The slot for a packet; -1 when it comes too late or a second time. */
    private int claim(RtpPacket packet) {
        int sequence = packet.sequence();
        if (!started || packet.ssrc() != ssrc) {
            restart(packet.ssrc(), sequence);
        }
        int ahead = SequenceNumber.distance(next, sequence);
        if (ahead >= SLOTS || ahead < -JUMP_PACKETS) {
            // So far off that it is a jump, or that playout stopped long ago: what is buffered is worth nothing now.
            overflows++;
            restart(ssrc, sequence);
            ahead = 0;
        }
        if (ahead < 0) {
            late++;
            return -1;
        }
        return place(sequence);
    }

    private int place(int sequence) {
        int slot = sequence % SLOTS;
        if (kinds[slot] != Slot.FREE) {
            duplicates++;
            return -1;
        }
        if (SequenceNumber.distance(highest, sequence) > 0) {
            highest = sequence;
        }
        return slot;
    }

    private void restart(int newSsrc, int sequence) {
        started = true;
        playing = false;
        ssrc = newSsrc;
        next = sequence;
        highest = sequence;
        bufferedAudio = 0;
        variation.restart();
        Arrays.fill(kinds, Slot.FREE);
    }

    /** Takes out what comes next. Called when the samples of the last pull are used up. */
    public Pull pull() {
        passOthers();
        if (bufferedAudio == 0) {
            playing = false;
            return Pull.EMPTY;
        }
        if (!playing && !begin()) {
            return Pull.EMPTY;
        }
        current = next % SLOTS;
        return kinds[current] == Slot.FREE ? missing() : present();
    }

    private void passOthers() {
        while (started && kinds[next % SLOTS] == Slot.OTHER) {
            kinds[next % SLOTS] = Slot.FREE;
            next = SequenceNumber.plus(next, 1);
        }
    }

    /** Starts playing once enough is buffered to ride out what the network does. */
    private boolean begin() {
        while (kinds[next % SLOTS] != Slot.AUDIO) {
            // Nothing was playing, so nothing is missing before the first packet that is here.
            kinds[next % SLOTS] = Slot.FREE;
            next = SequenceNumber.plus(next, 1);
        }
        if (bufferedTicks() + waitedTicks < variation.targetTicks()) {
            // Counted, so that the last packet before a pause is not kept until speech resumes.
            waitedTicks += packetTicks;
            return false;
        }
        playing = true;
        waitedTicks = 0;
        nextTimestamp = timestamps[next % SLOTS];
        calm();
        return true;
    }

    private Pull missing() {
        next = SequenceNumber.plus(next, 1);
        nextTimestamp += packetTicks;
        current = next % SLOTS;
        currentLength = kinds[current] == Slot.AUDIO ? lengths[current] : 0;
        return Pull.LOST;
    }

    private Pull present() {
        int ahead = timestamps[current] - nextTimestamp;
        if (ahead >= packetTicks / 2 && ahead < JUMP_MILLIS * ticksPerMilli) {
            nextTimestamp += Math.min(ahead, packetTicks);
            return Pull.GAP;
        }
        nextTimestamp = timestamps[current];
        learnPacketTicks();
        boolean surplus = surplus();
        currentLength = lengths[current];
        kinds[current] = Slot.FREE;
        bufferedAudio--;
        next = SequenceNumber.plus(next, 1);
        nextTimestamp += packetTicks;
        return surplus ? Pull.SURPLUS : Pull.PACKET;
    }

    private void learnPacketTicks() {
        int following = SequenceNumber.plus(next, 1) % SLOTS;
        int ticks = timestamps[following] - timestamps[current];
        if (kinds[following] == Slot.AUDIO && ticks >= 5 * ticksPerMilli && ticks <= 120 * ticksPerMilli) {
            packetTicks = ticks;
        }
    }

    /** Whether playout lags behind by more than the network asks for, all through the last half second or hugely now. */
    private boolean surplus() {
        // Two packets to spare: with one, its removal would be followed by running dry and growing again.
        int excess = bufferedTicks() - variation.targetTicks() - 2 * packetTicks;
        leastExcessTicks = Math.min(leastExcessTicks, excess);
        boolean followed = kinds[SequenceNumber.plus(next, 1) % SLOTS] == Slot.AUDIO;
        boolean far = excess > 5 * packetTicks;
        boolean lasting = ++calmPulls >= CALM_PULLS && leastExcessTicks > 0;
        if (calmPulls >= CALM_PULLS) {
            calm();
        }
        return followed && (far || lasting);
    }

    private void calm() {
        calmPulls = 0;
        leastExcessTicks = Integer.MAX_VALUE;
    }

    /** From the next packet to the end of the last one. */
    private int bufferedTicks() {
        int span = SequenceNumber.distance(next, highest) + 1;
        return span * packetTicks;
    }

    /** The packet of the last pull; after {@link Pull#LOST} the one after it, of length 0 when that is missing too. */
    public byte[] payload() {
        return payloads[current];
    }

    /** Octets of {@link #payload()}. */
    public int payloadLength() {
        return currentLength;
    }

    /** What one packet lasts, in samples at {@code sampleRateHz}. */
    public int packetSamples(int sampleRateHz) {
        return packetTicks * (sampleRateHz / 1_000) / ticksPerMilli;
    }

    /** How much is buffered now, in milliseconds. */
    public int depthMillis() {
        return bufferedAudio == 0 ? 0 : bufferedTicks() / ticksPerMilli;
    }

    /** How much playout waits for, in milliseconds. */
    public int targetMillis() {
        return variation.targetTicks() / ticksPerMilli;
    }

    /** Packets that came after their turn. */
    public long late() {
        return late;
    }

    /** Packets that came twice. */
    public long duplicates() {
        return duplicates;
    }

    /** Times everything was thrown away because the sequence jumped or nobody read. */
    public long overflows() {
        return overflows;
    }
}
