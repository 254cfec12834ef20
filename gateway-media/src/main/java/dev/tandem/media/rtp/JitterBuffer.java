package dev.tandem.media.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Puts the packets of one stream back in order and evens out their arrival. Filled when packets come, read at the pace of
 * playout; says when a packet is lost, so that the decoder can conceal it.
 *
 * <p>Playout begins when as much is buffered as {@link DelayVariation} says the network needs. From then on the delay of
 * playout is measured with each packet ({@link PlayoutDelay}), and {@link #excessTicks} says how far it is from what it
 * should be: whoever plays the stream makes it a little longer or shorter and {@linkplain #stretched says so}. That is how
 * depth follows jitter, how the latency of a stall goes away, and how a sender's clock that runs fast or slow is followed.
 *
 * <p>Pure and bounded: {@value #SLOTS} packets of at most {@value #PAYLOAD_OCTETS_MAX} octets; allocates only while packets
 * grow or more of them wait than before. Owned by one media loop.
 */
public final class JitterBuffer {
    static final int SLOTS = 64;
    static final int PAYLOAD_OCTETS_MAX = 1_275;
    private static final int FLOOR_MILLIS = 10;
    private static final int TOLERANCE_MILLIS = 25;
    private static final int TOO_SHALLOW_MILLIS = 10;
    private static final int JUMP_MILLIS = 1_000;
    private static final int JUMP_PACKETS = 3_000;
    private static final int EMPTY_MILLIS = 20;
    private static final int PAUSE_MILLIS = 200;
    private static final int LOSS_MEMORY_PACKETS = 500;

    /** What a pull came to. */
    public enum Pull {
        /** {@link #payload()} is the next packet. */
        PACKET,
        /** {@link #payload()} describes the noise until the next packet (RFC 3389). */
        NOISE,
        /** The next packet is missing though later ones are here: conceal it, or recover it from {@link #payload()}. */
        LOST,
        /** The sender paused: play one frame of nothing. */
        GAP,
        /** Nothing is there: fill in {@value #EMPTY_MILLIS} ms. */
        EMPTY
    }

    private enum Slot {
        FREE,
        AUDIO,
        NOISE,
        OTHER,
        PLAYED
    }

    private final int ticksPerMilli;
    private final boolean recoverable;
    private final DelayVariation variation;
    private final PlayoutDelay delay = new PlayoutDelay();
    private final Slot[] kinds = new Slot[SLOTS];
    private final Payloads payloads = new Payloads(SLOTS);
    private final int[] sequences = new int[SLOTS];
    private final int[] timestamps = new int[SLOTS];
    private boolean started;
    private boolean playing;
    private boolean resumed;
    private int ssrc;
    private int next;
    private int highest;
    private int nextTimestamp;
    private int packetTicks;
    private int current;
    private int currentLength;
    private int waitedTicks;
    private int overdueTicks;
    private int buffered;
    private int sinceLoss = LOSS_MEMORY_PACKETS;
    private long late;
    private long duplicates;
    private long overflows;

    /**
     * A buffer for a stream with that RTP clock whose packets last {@code packetMillis} until shown otherwise.
     *
     * @param recoverable whether packets repeat something of the one before: worth a packet's wait while there is loss
     */
    public JitterBuffer(int clockRateHz, int packetMillis, boolean recoverable) {
        ticksPerMilli = clockRateHz / 1_000;
        packetTicks = packetMillis * ticksPerMilli;
        this.recoverable = recoverable;
        variation = new DelayVariation(ticksPerMilli);
        Arrays.fill(kinds, Slot.FREE);
    }

    /**
     * Takes an audio packet in.
     *
     * @param aheadTicks how much has been pulled and not been played yet
     */
    public void put(RtpPacket packet, long nowNanos, int aheadTicks) {
        if (keep(packet, Slot.AUDIO)) {
            timed(packet, nowNanos, aheadTicks);
        }
    }

    /** Takes a description of comfort noise in. */
    public void putNoise(RtpPacket packet) {
        keep(packet, Slot.NOISE);
    }

    /** Notes that a sequence number was used for something that is not audio, so that it is not taken for a loss. */
    public void skip(RtpPacket packet) {
        claim(packet, Slot.OTHER);
    }

    /** Keeps a packet; true if it, late or not, was new. */
    private boolean keep(RtpPacket packet, Slot kind) {
        int length = packet.payloadLength();
        if (length > PAYLOAD_OCTETS_MAX || length == 0) {
            skip(packet);
            return false;
        }
        long duplicatesBefore = duplicates;
        int slot = claim(packet, kind);
        if (slot >= 0) {
            buffered++;
            payloads.keep(slot, packet);
            timestamps[slot] = packet.timestamp();
        }
        return duplicates == duplicatesBefore;
    }

    private void timed(RtpPacket packet, long nowNanos, int aheadTicks) {
        int lateness = variation.arrived(packet.timestamp(), nowNanos);
        sinceLoss = Math.min(sinceLoss + 1, LOSS_MEMORY_PACKETS);
        int wait = packet.timestamp() - nextTimestamp + aheadTicks;
        if (playing && Math.abs(wait) < JUMP_MILLIS * 2 * ticksPerMilli) {
            delay.observed(wait + lateness);
        }
    }

    /** The slot for a packet; -1 when it comes too late or a second time. */
    private int claim(RtpPacket packet, Slot kind) {
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
        int slot = sequence % SLOTS;
        boolean known = kinds[slot] != Slot.FREE && sequences[slot] == sequence;
        if (known || ahead < 0) {
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

    private void restart(int newSsrc, int sequence) {
        started = true;
        playing = false;
        resumed = true;
        ssrc = newSsrc;
        next = sequence;
        highest = sequence;
        buffered = 0;
        overdueTicks = 0;
        variation.restart();
        payloads.freeAll();
        Arrays.fill(kinds, Slot.FREE);
    }

    /** The stream begins with this packet; those before it have been heard already. */
    public void expect(int sourceSsrc, int sequence) {
        restart(sourceSsrc, sequence);
    }

    /** Gives away the audio packets that wait, in order, and is empty. What their payload type was is not known any more. */
    public void drain(Consumer<RtpPacket> taker) {
        RtpPacket packet = new RtpPacket();
        for (int left = SequenceNumber.distance(next, highest) + 1; left > 0; left--) {
            int slot = next % SLOTS;
            if (kindOfNext() == Slot.AUDIO) {
                ByteBuffer octets = ByteBuffer.allocate(RtpPacket.HEADER_OCTETS + payloads.length(slot));
                RtpPacket.writeHeader(octets, 0, false, next, timestamps[slot], ssrc);
                octets.put(payloads.of(slot), 0, payloads.length(slot)).flip();
                packet.wrap(octets);
                taker.accept(packet);
            }
            next = SequenceNumber.plus(next, 1);
        }
        restart(ssrc, next);
    }

    /** Takes out what comes next. Called when the samples of the last pull are used up. */
    public Pull pull() {
        if (kinds[current] == Slot.PLAYED) {
            payloads.free(current);
        }
        if (!playing && !begin()) {
            return Pull.EMPTY;
        }
        while (true) {
            current = next % SLOTS;
            switch (kindOfNext()) {
                case AUDIO -> {
                    return present();
                }
                case NOISE -> {
                    return noise();
                }
                case OTHER -> pass();
                case FREE, PLAYED -> {
                    if (buffered == 0) {
                        return empty();
                    }
                    if (missing()) {
                        return Pull.LOST;
                    }
                }
            }
        }
    }

    private Slot kindOfNext() {
        return sequences[next % SLOTS] == next ? kinds[next % SLOTS] : Slot.FREE;
    }

    private void pass() {
        kinds[next % SLOTS] = Slot.PLAYED;
        next = SequenceNumber.plus(next, 1);
    }

    /** Starts playing once enough is buffered to ride out what the network does. */
    private boolean begin() {
        while (started && buffered > 0 && kindOfNext() != Slot.AUDIO && kindOfNext() != Slot.NOISE) {
            // Nothing was playing, so nothing is missing before the first packet that is here.
            pass();
        }
        if (buffered == 0) {
            return false;
        }
        if (bufferedTicks() + waitedTicks < targetTicks()) {
            // Counted, so that the last packet before a pause is not kept until speech resumes.
            waitedTicks += packetTicks;
            return false;
        }
        playing = true;
        waitedTicks = 0;
        nextTimestamp = timestamps[next % SLOTS];
        delay.restart();
        return true;
    }

    /** Nothing is there: the next packet is late, or the sender pauses, which it may not say. */
    private Pull empty() {
        overdueTicks += EMPTY_MILLIS * ticksPerMilli;
        if (overdueTicks > PAUSE_MILLIS * ticksPerMilli) {
            playing = false;
            overdueTicks = 0;
        }
        return Pull.EMPTY;
    }

    /** Whether the missing packet has to be concealed, or was while nothing was there. */
    private boolean missing() {
        pass();
        nextTimestamp += packetTicks;
        sinceLoss = 0;
        if (overdueTicks >= packetTicks) {
            overdueTicks -= packetTicks;
            return false;
        }
        current = next % SLOTS;
        currentLength = kindOfNext() == Slot.AUDIO ? payloads.length(current) : 0;
        return true;
    }

    private Pull present() {
        int ahead = timestamps[current] - nextTimestamp;
        boolean paused = ahead > 0 && ahead < JUMP_MILLIS * ticksPerMilli;
        if (paused) {
            // What was concealed while nothing was there was part of the pause; what is too deep is taken out of it.
            int passed = Math.min(ahead, overdueTicks + Math.max(0, excessTicks()));
            delay.stretched(-Math.max(0, passed - overdueTicks));
            overdueTicks = 0;
            nextTimestamp += passed;
            ahead -= passed;
        }
        if (paused && ahead >= packetTicks / 2) {
            nextTimestamp += Math.min(ahead, packetTicks);
            return Pull.GAP;
        }
        if (ahead < 0 || ahead >= JUMP_MILLIS * ticksPerMilli) {
            delay.restart();
        }
        overdueTicks = 0;
        learnPacketTicks();
        take();
        nextTimestamp = timestamps[current] + packetTicks;
        return Pull.PACKET;
    }

    private Pull noise() {
        overdueTicks = 0;
        nextTimestamp = timestamps[current];
        take();
        // The next one begins anew: nobody hears how long a silence lasts.
        playing = false;
        return Pull.NOISE;
    }

    private void take() {
        currentLength = payloads.length(current);
        buffered--;
        pass();
    }

    private void learnPacketTicks() {
        int following = SequenceNumber.plus(next, 1);
        int slot = following % SLOTS;
        int ticks = timestamps[slot] - timestamps[current];
        if (kinds[slot] == Slot.AUDIO
                && sequences[slot] == following
                && ticks >= 5 * ticksPerMilli
                && ticks <= 120 * ticksPerMilli) {
            packetTicks = ticks;
        }
    }

    /** Whether playout has begun, and the sender has not paused. */
    public boolean playing() {
        return playing;
    }

    /** The stream it holds. */
    public int ssrc() {
        return ssrc;
    }

    /** The number of the packet to be played next. */
    public int nextSequence() {
        return next;
    }

    /** The timestamp it should have; of no use unless {@link #playing}. */
    public int nextTimestamp() {
        return nextTimestamp;
    }

    /** Whether the next pull brings a packet. */
    public boolean ready() {
        return playing && kindOfNext() == Slot.AUDIO;
    }

    /** Whether the packet of the last pull has nothing to do with what was played before it. Asked once. */
    public boolean resumed() {
        boolean answer = resumed;
        resumed = false;
        return answer;
    }

    /** How much playout is too late, more than the network asks for; negative: too early; 0: as it should be. */
    public int excessTicks() {
        if (!playing || !delay.known()) {
            return 0;
        }
        int excess = delay.ticks() - targetTicks();
        boolean fine = excess < TOLERANCE_MILLIS * ticksPerMilli && excess > -TOO_SHALLOW_MILLIS * ticksPerMilli;
        return fine ? 0 : excess;
    }

    /** Notes that what was pulled has been made longer by so much, or shorter when negative. */
    public void stretched(int ticks) {
        delay.stretched(ticks);
    }

    private int targetTicks() {
        boolean waitForNext = recoverable && sinceLoss < LOSS_MEMORY_PACKETS;
        return variation.spreadTicks() + FLOOR_MILLIS * ticksPerMilli + (waitForNext ? packetTicks : 0);
    }

    /** From the next packet to the end of the last one. */
    private int bufferedTicks() {
        int span = SequenceNumber.distance(next, highest) + 1;
        return span * packetTicks;
    }

    /** The packet of the last pull; after {@link Pull#LOST} the one after it, of length 0 when that is missing too. */
    public byte[] payload() {
        return payloads.of(current);
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
        return buffered == 0 ? 0 : bufferedTicks() / ticksPerMilli;
    }

    /** How much playout waits for, in milliseconds. */
    public int targetMillis() {
        return targetTicks() / ticksPerMilli;
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
