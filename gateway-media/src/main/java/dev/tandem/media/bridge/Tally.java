package dev.tandem.media.bridge;

import dev.tandem.media.codec.CodecName;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one leg: written by its media loop alone, read by any thread. Packets are counted into the engine's sums
 * as well, which outlive the leg.
 */
public final class Tally {

    /** What all legs did since the engine started. Any thread. */
    public record Sums(LongAdder packetsIn, LongAdder packetsOut, LongAdder dropped) {
        /** All zero. */
        public Sums() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    private static final int EXPECTED_LOSS_KEPT_PERCENT = 70;

    private final Sums sums;
    private final AtomicLong packetsIn = new AtomicLong();
    private final AtomicLong packetsOut = new AtomicLong();
    private final AtomicLong octetsOut = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong jitterMicros = new AtomicLong();
    private final AtomicLong remoteLossTimes256 = new AtomicLong();
    private final AtomicLong remoteLost = new AtomicLong();
    private final AtomicLong remoteJitterMicros = new AtomicLong();
    private final AtomicLong expectedLossTimes256 = new AtomicLong();
    private final AtomicLong roundTripMicros = new AtomicLong();
    private final AtomicLong playoutMillis = new AtomicLong();
    private volatile @Nullable CodecName codec;

    /** All zero, counting into {@code sums} too. */
    public Tally(Sums sums) {
        this.sums = sums;
    }

    void received() {
        increase(packetsIn, 1);
        sums.packetsIn().increment();
    }

    void sent(int octets) {
        increase(packetsOut, 1);
        increase(octetsOut, octets);
        sums.packetsOut().increment();
    }

    /** A packet was refused, for whatever reason. */
    public void dropped() {
        increase(dropped, 1);
        sums.dropped().increment();
    }

    void reception(long expectedPackets, long lostPackets, double jitterMillis) {
        expected.setRelease(expectedPackets);
        lost.setRelease(lostPackets);
        jitterMicros.setRelease((long) (jitterMillis * 1_000));
    }

    /** What the peer reports of the stream it is sent: loss since its last report, in all, jitter, and the round trip. */
    void reported(int fractionLost, int lostPackets, double jitterMillis, double roundTripMillis) {
        remoteLossTimes256.setRelease(fractionLost);
        remoteLost.setRelease(Math.max(0, lostPackets));
        remoteJitterMicros.setRelease((long) (jitterMillis * 1_000));
        // At once up, slowly down: a report without loss does not mean that the network is well.
        long faded = expectedLossTimes256.getPlain() * EXPECTED_LOSS_KEPT_PERCENT / 100;
        expectedLossTimes256.setRelease(Math.max(fractionLost, faded));
        if (roundTripMillis > 0) {
            roundTripMicros.setRelease((long) (roundTripMillis * 1_000));
        }
    }

    void playoutDelay(int millis) {
        playoutMillis.setRelease(millis);
    }

    void agreed(CodecName name) {
        codec = name;
    }

    private static void increase(AtomicLong counter, long by) {
        // One writer: no compare-and-set is needed, only that readers see whole values in order.
        counter.setRelease(counter.getPlain() + by);
    }

    /** The codec agreed; empty before. */
    public Optional<CodecName> codec() {
        return Optional.ofNullable(codec);
    }

    /** RTP packets received. */
    public long packetsIn() {
        return packetsIn.get();
    }

    /** RTP packets sent. */
    public long packetsOut() {
        return packetsOut.get();
    }

    /** Octets of payload sent. */
    public long octetsOut() {
        return octetsOut.get();
    }

    /** Packets refused. */
    public long droppedPackets() {
        return dropped.get();
    }

    /** Packets of the received stream that never came. */
    public long lost() {
        return lost.get();
    }

    /** Loss of the received stream, of what was expected. */
    public double lossPercent() {
        long all = expected.get();
        return all == 0 ? 0 : 100.0 * lost.get() / all;
    }

    /** Jitter of the received stream. */
    public double jitterMillis() {
        return jitterMicros.get() / 1_000.0;
    }

    /** Loss the peer reported last. */
    public double remoteLossPercent() {
        return remoteLossTimes256.get() * 100.0 / 256;
    }

    /** Loss of all that was sent, as the peer reports it. */
    public double remoteLossOverallPercent() {
        long sent = packetsOut.get();
        return sent == 0 ? 0 : Math.min(100, 100.0 * remoteLost.get() / sent);
    }

    /** Jitter as the peer reports it. */
    public double remoteJitterMillis() {
        return remoteJitterMicros.get() / 1_000.0;
    }

    /** The loss to be ready for: what was reported, forgotten slowly; rounded up. */
    public int expectedLossPercent() {
        return (int) ((expectedLossTimes256.get() * 100 + 255) / 256);
    }

    /** Round trip by the peer's reports; 0 before the first. */
    public double roundTripMillis() {
        return roundTripMicros.get() / 1_000.0;
    }

    /** At the peer's end: half the round trip, a jitter buffer of twice the jitter it reports, and a frame. */
    public double remoteDelayMillis() {
        return roundTripMillis() / 2 + 2 * remoteJitterMillis() + CodecName.FRAME_MILLIS;
    }

    /** From the ear's end: half the round trip, what waits to be played, and a frame. */
    public double delayMillis() {
        return roundTripMillis() / 2 + playoutMillis.get() + CodecName.FRAME_MILLIS;
    }
}
