package dev.tandem.bench.quality;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Pcmu;
import dev.tandem.media.conference.LegMedia;
import dev.tandem.media.conference.LegVoice;
import dev.tandem.media.conference.RtpTransport;
import dev.tandem.media.conference.Tally;
import dev.tandem.media.conference.Voice;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.offeranswer.Stream.Format;
import dev.tandem.media.offeranswer.Stream.PayloadTypes;
import dev.tandem.media.offeranswer.Stream.PlainRemote;
import dev.tandem.media.rtcp.NtpClock;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Speech that came in G.711, coded by one of our legs, sent over a lossy network in memory, received by another of our legs
 * - jitter buffer, recovery, concealment - and handed on in G.711. Time is simulated.
 */
final class LossyCall {
    private static final long MILLI = 1_000_000L;
    private static final int PAYLOAD_TYPE = 96;

    /**
     * What the network does.
     *
     * @param loss of packets, 0 to 1, at random
     * @param jitterMillis each packet is delayed by up to so much
     * @param reports whether the receiver's reports arrive, which is what buys redundancy
     */
    record Network(double loss, int jitterMillis, boolean reports) {}

    /** What codes the speech, and how hard it tries where that can be chosen. */
    record Coding(CodecName codec, int complexity) {}

    private record Datagram(long atNanos, long order, ByteBuffer octets, boolean control) {}

    private final NtpClock clock = new NtpClock(1_700_000_000_000L, 0);
    private final Network network;
    private final Random random;
    private final short[] spoken;
    private final short[] heard;
    private final LegMedia sender;
    private final LegMedia receiver;
    private final LegVoice sending;
    private final LegVoice receiving;
    private final PriorityQueue<Datagram> underway =
            new PriorityQueue<>(Comparator.comparingLong(Datagram::atNanos).thenComparingLong(Datagram::order));
    private long nowNanos = 1_000 * MILLI;
    private long order;
    private int spokenSamples;
    private int heardSamples;

    LossyCall(Coding coding, Network network, long seed, short[] speech) {
        this.network = network;
        random = new Random(seed);
        spoken = speech;
        heard = new short[speech.length];
        sender = leg(coding.codec(), new Link(true));
        sender.complexity(coding::complexity);
        receiver = leg(coding.codec(), new Link(false));
        sending = new LegVoice(sender, new Talker(), () -> {});
        receiving = new LegVoice(receiver, new Listener(), () -> {});
        sending.open();
        receiving.open();
    }

    private LegMedia leg(CodecName codec, RtpTransport transport) {
        LegMedia leg = new LegMedia(transport, random.nextInt(), new Tally(new Tally.Sums()), new Unconcerned(), clock);
        InetSocketAddress nowhere = new InetSocketAddress(0);
        leg.configure(
                Stream.audio(
                        new Format(codec, new PayloadTypes(PAYLOAD_TYPE, PAYLOAD_TYPE)),
                        new PlainRemote(nowhere, nowhere)),
                nowNanos);
        return leg;
    }

    /** Says all of it; what was heard, as long as what was said. */
    short[] run() {
        while (heardSamples < heard.length) {
            nowNanos += MILLI;
            arrive();
            long phase = nowNanos / MILLI % 20;
            if (phase == 3) {
                sending.tick(nowNanos);
                sender.tick(nowNanos);
            } else if (phase == 14) {
                receiving.tick(nowNanos);
                receiver.tick(nowNanos);
            }
        }
        sending.close();
        receiving.close();
        return heard;
    }

    private void arrive() {
        while (!underway.isEmpty() && underway.peek().atNanos() <= nowNanos) {
            Datagram next = underway.remove();
            LegMedia to = next.order() % 2 == 0 ? receiver : sender;
            if (next.control()) {
                to.rtcp(next.octets(), nowNanos);
            } else {
                to.rtp(next.octets(), nowNanos);
            }
        }
    }

    /** One direction; the way there loses and delays, the way back is as good as any. */
    private final class Link implements RtpTransport {
        private final boolean there;
        private final ByteBuffer packet = ByteBuffer.allocate(2_048);

        Link(boolean there) {
            this.there = there;
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
            if (!there || random.nextDouble() >= network.loss()) {
                post(rtp, false);
            }
            return true;
        }

        @Override
        public boolean sendControl(ByteBuffer rtcp) {
            if (there || network.reports()) {
                post(rtcp, true);
            }
            return true;
        }

        private void post(ByteBuffer datagram, boolean control) {
            ByteBuffer octets =
                    ByteBuffer.allocate(datagram.remaining()).put(datagram).flip();
            long delay = 20 * MILLI + (there ? (long) (random.nextDouble() * network.jitterMillis() * MILLI) : 0);
            order += 2;
            underway.add(new Datagram(nowNanos + delay, there ? order : order + 1, octets, control));
        }
    }

    private static short coded(short sample) {
        return Pcmu.expand(Pcmu.compress(sample));
    }

    /** A narrowband party that says the speech and hears nothing. */
    private class Talker implements Voice {
        @Override
        public int sampleRateHz() {
            return Sentences.RATE_HZ;
        }

        @Override
        public void read(short[] frame) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = spokenSamples < spoken.length ? coded(spoken[spokenSamples++]) : 0;
            }
        }

        @Override
        public void write(short[] frame, long at) {
            // Nobody speaks to it.
        }

        @Override
        public void digit(char digit) {
            // Nobody presses any.
        }

        @Override
        public char press() {
            return 0;
        }

        @Override
        public String describe() {
            return "speech";
        }
    }

    /** The other end: says nothing, keeps what it hears. */
    private final class Listener extends Talker {
        @Override
        public void read(short[] frame) {
            Arrays.fill(frame, (short) 0);
        }

        @Override
        public void write(short[] frame, long at) {
            for (int i = 0; i < frame.length && heardSamples < heard.length; i++) {
                heard[heardSamples++] = coded(frame[i]);
            }
        }
    }

    /** Wants to know nothing. */
    private static final class Unconcerned implements LegMedia.Listener {
        @Override
        public void connected() {
            // Of no interest.
        }

        @Override
        public void digit(char digit, int durationMillis) {
            // Of no interest.
        }

        @Override
        public void silent(String reason) {
            // Of no interest.
        }

        @Override
        public void heardAgain() {
            // Of no interest.
        }
    }
}
