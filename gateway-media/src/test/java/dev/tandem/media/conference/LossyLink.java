package dev.tandem.media.conference;

import java.nio.ByteBuffer;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;

/** One direction of a network in memory: drops, delays, reorders and repeats as its seed says; time is given to it. */
final class LossyLink implements RtpTransport {
    private record Datagram(long atNanos, long order, ByteBuffer octets, boolean control) {}

    private final Random random;
    private final double loss;
    private final double duplication;
    private final int jitterMillis;
    private final ByteBuffer packet = ByteBuffer.allocate(2_048);
    private final PriorityQueue<Datagram> underway = new PriorityQueue<>(
            java.util.Comparator.comparingLong(Datagram::atNanos).thenComparingLong(Datagram::order));
    private LegMedia receiver;
    private long nowNanos;
    private long order;
    int sent;
    int lost;
    /** Sees every packet that is sent, lost ones too. */
    Consumer<ByteBuffer> watching = packet -> {};

    LossyLink(long seed, double loss, double duplication, int jitterMillis) {
        random = new Random(seed);
        this.loss = loss;
        this.duplication = duplication;
        this.jitterMillis = jitterMillis;
    }

    static LossyLink perfect() {
        return new LossyLink(0, 0, 0, 0);
    }

    void to(LegMedia far) {
        receiver = far;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public ByteBuffer packet() {
        return packet.clear();
    }

    @Override
    public boolean send(ByteBuffer rtp) {
        sent++;
        watching.accept(rtp);
        if (random.nextDouble() < loss) {
            lost++;
            return true;
        }
        post(rtp, false);
        if (random.nextDouble() < duplication) {
            post(rtp, false);
        }
        return true;
    }

    @Override
    public boolean sendControl(ByteBuffer rtcp) {
        post(rtcp, true);
        return true;
    }

    private void post(ByteBuffer datagram, boolean control) {
        ByteBuffer octets = ByteBuffer.allocate(datagram.remaining())
                .put(datagram.duplicate())
                .flip();
        long delayNanos = 10_000_000L + (long) (random.nextDouble() * jitterMillis * 1_000_000);
        underway.add(new Datagram(nowNanos + delayNanos, order++, octets, control));
    }

    /** Delivers what is due. */
    void advance(long toNanos) {
        nowNanos = toNanos;
        while (!underway.isEmpty() && underway.peek().atNanos() <= toNanos) {
            Datagram next = underway.poll();
            if (next.control()) {
                receiver.rtcp(next.octets(), next.atNanos());
            } else {
                receiver.rtp(next.octets(), next.atNanos());
            }
        }
    }
}
