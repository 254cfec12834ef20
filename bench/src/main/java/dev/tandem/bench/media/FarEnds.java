package dev.tandem.bench.media;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameEncoder;
import dev.tandem.media.codec.Pcmu;
import dev.tandem.media.rtp.RtpPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Members' far ends on one socket: each sends a packet of prepared payload every 20 ms, spread over the frame, and what comes
 * back is taken off the socket. For the latency the first member says silence and now and then a frame of full scale, and
 * the time until another hears it is taken.
 */
final class FarEnds {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int PAYLOADS = 500;
    private static final int LOUD = 8_000;
    private static final String LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    private static final int SPEECH_LEVEL = 20;
    private static final int HISS_LEVEL = 75;

    private final DatagramChannel channel;
    private final int port;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final Sounds pcmu = new Sounds(CodecName.PCMU);
    private final Sounds opus = new Sounds(CodecName.OPUS);
    private final Thread thread = new Thread(this::run, "far-ends");
    private final ByteBuffer out = ByteBuffer.allocateDirect(2_048);
    private final ByteBuffer in = ByteBuffer.allocateDirect(2_048);
    private final RtpPacket packet = new RtpPacket();
    private final byte[] scratch = new byte[2_048];
    private final long[] delays = new long[10_000];
    private volatile boolean running = true;
    private volatile boolean probing;
    private final AtomicInteger delaysTaken = new AtomicInteger();
    private long probeSentNanos;

    FarEnds() throws IOException {
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        thread.setDaemon(true);
    }

    /** What a member may send: speech, or what an open microphone in a quiet room hears. */
    private static final class Sounds {
        private final byte[][] speech;
        private final byte[][] hiss;

        Sounds(CodecName codec) {
            int sampleRateHz = codec.sampleRateHz(16_000);
            speech = payloads(codec, Conference.speech(sampleRateHz));
            hiss = payloads(codec, hissing(sampleRateHz));
        }
    }

    private Sounds sounds(CodecName codec) {
        return codec == CodecName.PCMU ? pcmu : opus;
    }

    private static byte[][] payloads(CodecName codec, short[][] frames) {
        byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
        byte[][] payloads = new byte[frames.length][];
        try (FrameEncoder encoder = Codecs.encoder(codec, codec.sampleRateHz(16_000))) {
            for (int i = 0; i < frames.length; i++) {
                int length = encoder.encode(frames[i], payload);
                payloads[i] = Arrays.copyOf(payload, length);
            }
        }
        return payloads;
    }

    private static short[][] hissing(int sampleRateHz) {
        Random random = new Random(1);
        short[][] frames = new short[PAYLOADS][sampleRateHz / 50];
        for (short[] frame : frames) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) (random.nextGaussian() * 6);
            }
        }
        return frames;
    }

    void start() {
        thread.start();
    }

    String offer(CodecName codec) {
        int number = codec == CodecName.PCMU ? 0 : 111;
        String map = number + " " + codec.encoding() + "/" + codec.clockRateHz() + (codec.channels() == 2 ? "/2" : "");
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port + " RTP/AVP "
                + number + "\r\na=rtpmap:" + map + "\r\na=rtcp-mux\r\na=extmap:1 " + LEVEL + "\r\n";
    }

    void add(int farPort, CodecName codec, boolean speaking, boolean levels) {
        byte[][] payloads = speaking ? sounds(codec).speech : sounds(codec).hiss;
        int level = !levels ? RtpPacket.NO_LEVEL : speaking ? SPEECH_LEVEL : HISS_LEVEL;
        members.add(new Member(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), farPort),
                members.size(),
                codec,
                payloads,
                level));
    }

    long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    String latency(int seconds) throws InterruptedException {
        // All fall silent but the one who clicks.
        members.forEach(member -> member.payloads = sounds(member.codec).hiss);
        Thread.sleep(3_000);
        delaysTaken.set(0);
        probing = true;
        Thread.sleep(seconds * 1_000L);
        probing = false;
        long[] sorted = Arrays.copyOf(delays, delaysTaken.get());
        Arrays.sort(sorted);
        return sorted.length == 0
                ? "nothing heard"
                : String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, p99 %.1f ms of %d",
                        sorted[sorted.length / 2] / 1e6,
                        sorted[sorted.length * 99 / 100] / 1e6,
                        sorted.length);
    }

    private void run() {
        long frameStart = System.nanoTime();
        long frame = 0;
        while (running) {
            for (int i = 0; i < members.size(); i++) {
                Member member = members.get(i);
                long due = frameStart + FRAME_NANOS * i / members.size();
                while (System.nanoTime() < due && running) {
                    receive();
                    LockSupport.parkNanos(Math.min(200_000, Math.max(1, due - System.nanoTime())));
                }
                send(member, i, frame);
                receive();
            }
            frame++;
            frameStart += FRAME_NANOS;
            while (System.nanoTime() < frameStart && running) {
                receive();
                LockSupport.parkNanos(200_000);
            }
        }
    }

    private void send(Member member, int index, long frame) {
        byte[] payload = member.payloads[(int) ((frame + 37L * index) % PAYLOADS)];
        // Not in step with anything of the engine's: every 13th frame.
        if (probing && index == 0 && frame % 13 == 0) {
            payload = sounds(member.codec).speech[7];
            probeSentNanos = System.nanoTime();
        }
        out.clear();
        int number = member.codec == CodecName.PCMU ? 0 : 111;
        RtpPacket.writeHeader(out, number, false, member.sequence & 0xFFFF, member.timestamp, 1_000 + index);
        if (member.level != RtpPacket.NO_LEVEL) {
            out.put(0, (byte) 0x90)
                    .putInt(0xBEDE_0001)
                    .put((byte) 0x10)
                    .put((byte) member.level)
                    .putShort((short) 0);
        }
        member.sequence++;
        member.timestamp += member.codec.frameTicks();
        out.put(payload).flip();
        transmit(member);
    }

    private void transmit(Member member) {
        try {
            channel.send(out, member.address);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void receive() {
        try {
            for (int i = 0; i < 64; i++) {
                in.clear();
                if (channel.receive(in) == null) {
                    return;
                }
                if (probing && probeSentNanos != 0) {
                    heard(in.flip());
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void heard(ByteBuffer datagram) {
        if (RtpPacket.isControl(datagram) || !packet.wrap(datagram) || packet.payloadType() != 0) {
            return;
        }
        packet.copyPayload(scratch);
        int length = packet.payloadLength();
        int onset = IntStream.range(0, length)
                .filter(i -> Math.abs(Pcmu.expand(scratch[i])) > LOUD / 8)
                .findFirst()
                .orElse(-1);
        if (onset >= 0 && delaysTaken.get() < delays.length) {
            delays[delaysTaken.getAndIncrement()] = System.nanoTime() - probeSentNanos;
            probeSentNanos = 0;
        }
    }

    void close() {
        running = false;
        try {
            thread.join();
            channel.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException ignored) {
            // Nothing is sent any more.
        }
    }

    /** One far end. */
    private static final class Member {
        private final InetSocketAddress address;
        private final CodecName codec;
        private final int level;
        private volatile byte[][] payloads;
        private int sequence;
        private int timestamp;

        Member(InetSocketAddress address, int index, CodecName codec, byte[][] payloads, int level) {
            this.level = level;
            this.address = address;
            this.codec = codec;
            this.payloads = payloads;
            sequence = index;
        }
    }
}
