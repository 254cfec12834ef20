package dev.tandem.media.rtp;

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
    static final int SLOTS = PacketRing.SLOTS;
    static final int PAYLOAD_OCTETS_MAX = 1_275;
    private static final int FLOOR_MILLIS = 10;
    private static final int TOLERANCE_MILLIS = 25;
    private static final int TOO_SHALLOW_MILLIS = 10;
    private static final int JUMP_MILLIS = 1_000;
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

    private final int ticksPerMilli;
    private final boolean recoverable;
    private final DelayVariation variation;
    private final PlayoutDelay delay = new PlayoutDelay();
    private final PacketRing ring = new PacketRing();
    private boolean playing;
    private boolean resumed;
    private int nextTimestamp;
    private int packetTicks;
    private int current;
    private int currentLength;
    private int waitedTicks;
    private int overdueTicks;
    private int sinceLoss = LOSS_MEMORY_PACKETS;

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
    }

    /**
     * Takes an audio packet in.
     *
     * @param aheadTicks how much has been pulled and not been played yet
     */
    public void put(RtpPacket packet, long nowNanos, int aheadTicks) {
        if (keep(packet, PacketRing.Slot.AUDIO)) {
            timed(packet, nowNanos, aheadTicks);
        }
    }

    /** Takes a description of comfort noise in. */
    public void putNoise(RtpPacket packet) {
        keep(packet, PacketRing.Slot.NOISE);
    }

    /** Notes that a sequence number was used for something that is not audio, so that it is not taken for a loss. */
    public void skip(RtpPacket packet) {
        reach(packet);
        ring.skip(packet);
    }

    /** Keeps a packet; true if it, late or not, was new. */
    private boolean keep(RtpPacket packet, PacketRing.Slot kind) {
        int length = packet.payloadLength();
        if (length > PAYLOAD_OCTETS_MAX || length == 0) {
            skip(packet);
            return false;
        }
        reach(packet);
        return ring.keep(packet, kind);
    }

    private void reach(RtpPacket packet) {
        if (!ring.reaches(packet)) {
            expect(packet.ssrc(), packet.sequence());
        }
    }

    private void timed(RtpPacket packet, long nowNanos, int aheadTicks) {
        int lateness = variation.arrived(packet.timestamp(), nowNanos);
        sinceLoss = Math.min(sinceLoss + 1, LOSS_MEMORY_PACKETS);
        int wait = packet.timestamp() - nextTimestamp + aheadTicks;
        if (playing && Math.abs(wait) < JUMP_MILLIS * 2 * ticksPerMilli) {
            delay.observed(wait + lateness);
        }
    }

    /** The stream begins with this packet; those before it have been heard, or are worth nothing any more. */
    public void expect(int ssrc, int sequence) {
        playing = false;
        resumed = true;
        overdueTicks = 0;
        variation.restart();
        ring.restart(ssrc, sequence);
    }

    /** Gives the audio packets that wait away, in order, and is empty. What their payload type was is not known any more. */
    public void drain(Consumer<RtpPacket> taker) {
        ring.drain(taker);
        expect(ring.ssrc(), ring.next());
    }

    /** Takes out what comes next. Called when the samples of the last pull are used up. */
    public Pull pull() {
        ring.free(current);
        if (!playing && !begin()) {
            return Pull.EMPTY;
        }
        while (true) {
            current = ring.place();
            switch (ring.kind()) {
                case AUDIO -> {
                    return present();
                }
                case NOISE -> {
                    return noise();
                }
                case OTHER -> ring.pass();
                case FREE, PLAYED -> {
                    if (ring.empty()) {
                        return empty();
                    }
                    if (missing()) {
                        return Pull.LOST;
                    }
                }
            }
        }
    }

    /** Starts playing once enough is buffered to ride out what the network does. */
    private boolean begin() {
        if (ring.empty()) {
            return false;
        }
        while (ring.kind() != PacketRing.Slot.AUDIO && ring.kind() != PacketRing.Slot.NOISE) {
            // Nothing was playing, so nothing is missing before the first packet that is here.
            ring.pass();
        }
        if (bufferedTicks() + waitedTicks < targetTicks()) {
            // Counted, so that the last packet before a pause is not kept until speech resumes.
            waitedTicks += packetTicks;
            return false;
        }
        playing = true;
        waitedTicks = 0;
        nextTimestamp = ring.timestamp(ring.place());
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
        ring.pass();
        nextTimestamp += packetTicks;
        sinceLoss = 0;
        if (overdueTicks >= packetTicks) {
            overdueTicks -= packetTicks;
            return false;
        }
        current = ring.place();
        currentLength = ring.kind() == PacketRing.Slot.AUDIO ? ring.length(current) : 0;
        return true;
    }

    private Pull present() {
        int ahead = ring.timestamp(current) - nextTimestamp;
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
        nextTimestamp = ring.timestamp(current) + packetTicks;
        return Pull.PACKET;
    }

    private Pull noise() {
        overdueTicks = 0;
        nextTimestamp = ring.timestamp(current);
        take();
        // The next one begins anew: nobody hears how long a silence lasts.
        playing = false;
        return Pull.NOISE;
    }

    private void take() {
        currentLength = ring.length(current);
        ring.take();
    }

    private void learnPacketTicks() {
        int ticks = ring.ticksToFollowing();
        if (ticks >= 5 * ticksPerMilli && ticks <= 120 * ticksPerMilli) {
            packetTicks = ticks;
        }
    }

    /** Whether playout has begun, and the sender has not paused. */
    public boolean playing() {
        return playing;
    }

    /** The stream it holds. */
    public int ssrc() {
        return ring.ssrc();
    }

    /** The number of the packet to be played next. */
    public int nextSequence() {
        return ring.next();
    }

    /** The timestamp it should have; of no use unless {@link #playing}. */
    public int nextTimestamp() {
        return nextTimestamp;
    }

    /** Whether the next pull brings a packet. */
    public boolean ready() {
        return playing && ring.kind() == PacketRing.Slot.AUDIO;
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
        return ring.span() * packetTicks;
    }

    /** The packet of the last pull; after {@link Pull#LOST} the one after it, of length 0 when that is missing too. */
    public byte[] payload() {
        return ring.payload(current);
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
        return ring.empty() ? 0 : bufferedTicks() / ticksPerMilli;
    }

    /** How much playout waits for, in milliseconds. */
    public int targetMillis() {
        return targetTicks() / ticksPerMilli;
    }

    /** Packets that came after their turn. */
    public long late() {
        return ring.late();
    }

    /** Packets that came twice. */
    public long duplicates() {
        return ring.duplicates();
    }

    /** Times everything was thrown away because the sequence jumped or nobody read. */
    public long overflows() {
        return ring.overflows();
    }
}
