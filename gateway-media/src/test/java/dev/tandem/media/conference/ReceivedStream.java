package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameEncoder;
import dev.tandem.media.rtp.Packets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;

/**
 * A stream of PCMU packets on its way into a playout that is read every 20 ms, in memory: the test says when each packet
 * arrives. What was heard is kept.
 */
final class ReceivedStream {
    static final long FRAME_NANOS = 20_000_000L;
    static final int NEVER = -1;

    /** When packet {@code n} arrives, in nanoseconds; negative for never. */
    interface Arrival {
        long nanos(int n);
    }

    private record Underway(int n, long atNanos) {}

    final Playout playout = new Playout(CodecName.PCMU, 8_000);
    private final IntToDoubleFunction signal;
    private final FrameEncoder encoder = Codecs.encoder(CodecName.PCMU);
    private final PriorityQueue<Underway> underway =
            new PriorityQueue<>(Comparator.comparingLong(Underway::atNanos).thenComparingInt(Underway::n));
    private final short[] frame = new short[CodecName.FRAME_SAMPLES];
    private final byte[] payload = new byte[CodecName.FRAME_SAMPLES];
    private short[] heard = new short[80_000];
    private int heardSamples;
    private int sent;
    private int ticks;

    ReceivedStream(IntToDoubleFunction signal) {
        this.signal = signal;
    }

    /** Sends {@code packets} packets, and plays until the last has come. */
    void run(int packets, Arrival arrival) {
        for (int end = sent + packets; sent < end || !underway.isEmpty(); ticks++) {
            long now = ticks * FRAME_NANOS;
            while (sent < end && sent <= ticks + 2) {
                long at = arrival.nanos(sent);
                if (at >= 0) {
                    underway.add(new Underway(sent, at));
                }
                sent++;
            }
            while (!underway.isEmpty() && underway.peek().atNanos() <= now) {
                arrive(underway.remove());
            }
            play();
        }
    }

    private void arrive(Underway packet) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) signal.applyAsDouble(packet.n() * frame.length + i);
        }
        encoder.encode(frame, payload);
        playout.put(Packets.of(0, false, packet.n() & 0xFFFF, packet.n() * frame.length, 7, payload), packet.atNanos());
    }

    private void play() {
        playout.read(frame);
        if (heardSamples + frame.length > heard.length) {
            heard = Arrays.copyOf(heard, 2 * heard.length);
        }
        System.arraycopy(frame, 0, heard, heardSamples, frame.length);
        heardSamples += frame.length;
    }

    int heardSamples() {
        return heardSamples;
    }

    /** The largest bend, the second difference, from a sample on: a click is a bend the signal does not have. */
    int largestBend(int from) {
        int largest = 0;
        for (int i = Math.max(2, from); i < heardSamples; i++) {
            largest = Math.max(largest, Math.abs(heard[i] - 2 * heard[i - 1] + heard[i - 2]));
        }
        return largest;
    }

    int loudest(int from, int to) {
        int loudest = 0;
        for (int i = from; i < to; i++) {
            loudest = Math.max(loudest, Math.abs(heard[i]));
        }
        return loudest;
    }
}
