package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
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

    // Where each figure is.
    private static final int PACKETS_IN = 0;
    private static final int PACKETS_OUT = 1;
    private static final int OCTETS_OUT = 2;
    private static final int DROPPED = 3;
    private static final int LOST = 4;
    private static final int EXPECTED = 5;
    private static final int JITTER_MICROS = 6;
    private static final int REMOTE_LOSS_TIMES_256 = 7;
    private static final int REMOTE_LOST = 8;
    private static final int REMOTE_JITTER_MICROS = 9;
    private static final int EXPECTED_LOSS_TIMES_256 = 10;
    private static final int ROUND_TRIP_MICROS = 11;
    private static final int PLAYOUT_MILLIS = 12;
    private static final int LATE = 13;
    private static final int FIGURES = 14;

    private final Sums sums;
    /** In one piece: they are touched with every packet of every leg. */
    private final AtomicLongArray figures = new AtomicLongArray(FIGURES);

    private volatile @Nullable CodecName codec;

    /** All zero, counting into {@code sums} too. */
    public Tally(Sums sums) {
        this.sums = sums;
    }

    void received() {
        increase(PACKETS_IN, 1);
        sums.packetsIn().increment();
    }

    void sent(int octets) {
        increase(PACKETS_OUT, 1);
        increase(OCTETS_OUT, octets);
        sums.packetsOut().increment();
    }

    /** A packet was refused, for whatever reason. */
    public void dropped() {
        increase(DROPPED, 1);
        sums.dropped().increment();
    }

    /** So many packets came after their turn to be played. */
    void late(long packets) {
        if (packets > 0) {
            increase(LATE, packets);
        }
    }

    void reception(long expectedPackets, long lostPackets, double jitterMillis) {
        figures.setRelease(EXPECTED, expectedPackets);
        figures.setRelease(LOST, lostPackets);
        figures.setRelease(JITTER_MICROS, (long) (jitterMillis * 1_000));
    }

    /** What the peer reports of the stream it is sent: loss since its last report, in all, jitter, and the round trip. */
    void reported(int fractionLost, int lostPackets, double jitterMillis, double roundTripMillis) {
        figures.setRelease(REMOTE_LOSS_TIMES_256, fractionLost);
        figures.setRelease(REMOTE_LOST, Math.max(0, lostPackets));
        figures.setRelease(REMOTE_JITTER_MICROS, (long) (jitterMillis * 1_000));
        // At once up, slowly down: a report without loss does not mean that the network is well.
        long faded = figures.getPlain(EXPECTED_LOSS_TIMES_256) * EXPECTED_LOSS_KEPT_PERCENT / 100;
        figures.setRelease(EXPECTED_LOSS_TIMES_256, Math.max(fractionLost, faded));
        if (roundTripMillis > 0) {
            figures.setRelease(ROUND_TRIP_MICROS, (long) (roundTripMillis * 1_000));
        }
    }

    void playoutDelay(int millis) {
        figures.setRelease(PLAYOUT_MILLIS, millis);
    }

    void agreed(CodecName name) {
        codec = name;
    }

    private void increase(int counter, long by) {
        // One writer: no compare-and-set is needed, only that readers see whole values in order.
        figures.setRelease(counter, figures.getPlain(counter) + by);
    }

    /** The codec agreed; empty before. */
    public Optional<CodecName> codec() {
        return Optional.ofNullable(codec);
    }

    /** RTP packets received. */
    public long packetsIn() {
        return figures.get(PACKETS_IN);
    }

    /** RTP packets sent. */
    public long packetsOut() {
        return figures.get(PACKETS_OUT);
    }

    /** Octets of payload sent. */
    public long octetsOut() {
        return figures.get(OCTETS_OUT);
    }

    /** Packets refused. */
    public long droppedPackets() {
        return figures.get(DROPPED);
    }

    /** Packets of the received stream that never came. */
    public long lost() {
        return figures.get(LOST);
    }

    /** Loss of the received stream, of what was expected. */
    public double lossPercent() {
        long all = figures.get(EXPECTED);
        return all == 0 ? 0 : 100.0 * figures.get(LOST) / all;
    }

    /** What of the received stream nobody heard, of what was expected: what never came, and what came too late. */
    public double unheardPercent() {
        long all = figures.get(EXPECTED);
        return all == 0 ? 0 : Math.min(100, 100.0 * (figures.get(LOST) + figures.get(LATE)) / all);
    }

    /** Jitter of the received stream. */
    public double jitterMillis() {
        return figures.get(JITTER_MICROS) / 1_000.0;
    }

    /** Loss the peer reported last. */
    public double remoteLossPercent() {
        return figures.get(REMOTE_LOSS_TIMES_256) * 100.0 / 256;
    }

    /** Loss of all that was sent, as the peer reports it. */
    public double remoteLossOverallPercent() {
        long sent = figures.get(PACKETS_OUT);
        return sent == 0 ? 0 : Math.min(100, 100.0 * figures.get(REMOTE_LOST) / sent);
    }

    /** Jitter as the peer reports it. */
    public double remoteJitterMillis() {
        return figures.get(REMOTE_JITTER_MICROS) / 1_000.0;
    }

    /** The loss to be ready for: what was reported, forgotten slowly; rounded up. */
    public int expectedLossPercent() {
        return (int) ((figures.get(EXPECTED_LOSS_TIMES_256) * 100 + 255) / 256);
    }

    /** Round trip by the peer's reports; 0 before the first. */
    public double roundTripMillis() {
        return figures.get(ROUND_TRIP_MICROS) / 1_000.0;
    }

    /** At the peer's end: half the round trip, a jitter buffer of twice the jitter it reports, and a frame. */
    public double remoteDelayMillis() {
        return roundTripMillis() / 2 + 2 * remoteJitterMillis() + CodecName.FRAME_MILLIS;
    }

    /** From the ear's end: half the round trip, what waits to be played, and a frame. */
    public double delayMillis() {
        return roundTripMillis() / 2 + figures.get(PLAYOUT_MILLIS) + CodecName.FRAME_MILLIS;
    }
}
