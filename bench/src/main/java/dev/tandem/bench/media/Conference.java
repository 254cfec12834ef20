package dev.tandem.bench.media;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameDecoder;
import dev.tandem.media.codec.FrameEncoder;
import dev.tandem.media.conference.ConferenceMedia;
import dev.tandem.media.conference.Voice;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What conferences cost and how late they are: members on real sockets, each alone and then many, so that a member's price
 * is the difference; raw libopus beside it in the same run; and three-party rooms of parties without codecs.
 *
 * <pre>bench/run media.Conference [seconds of each measurement, 10]</pre>
 *
 * <p>Cores are those of the whole process without the thread of the far ends.
 */
public final class Conference {
    private static final int FRAMES_PER_SECOND = 50;
    private static final int SPEECH_FRAMES = 500;
    private static final int ROOMS = 1_000;

    private final int seconds;

    private Conference(int seconds) {
        this.seconds = seconds;
    }

    /** Runs all measurements. */
    public static void main(String[] words) throws Exception {
        Conference bench = new Conference(words.length > 0 ? Integer.parseInt(words[0]) : 10);
        bench.rooms(8_000);
        bench.rooms(16_000);
        double rawSpeaker = bench.raw();
        bench.members(rawSpeaker);
        System.exit(0);
    }

    /** One thousand rooms of three who all speak, codecs aside. */
    private void rooms(int sampleRateHz) {
        List<ConferenceMedia> rooms =
                IntStream.range(0, ROOMS).mapToObj(index -> room(sampleRateHz)).toList();
        turn(rooms, 5 * FRAMES_PER_SECOND);
        int frames = seconds * FRAMES_PER_SECOND;
        long began = cpuNanos();
        turn(rooms, frames);
        double core = (cpuNanos() - began) / 1e9 / seconds;
        print("1000 three-party rooms, %d Hz, codecs aside: %.1f %% of a core%n", sampleRateHz, 100 * core);
    }

    private static ConferenceMedia room(int sampleRateHz) {
        ConferenceMedia room = new ConferenceMedia();
        for (int party = 0; party < 3; party++) {
            room.member(new Talker(sampleRateHz, 300 + 100 * party), () -> {}).join();
        }
        return room;
    }

    private static void turn(List<ConferenceMedia> rooms, int frames) {
        for (int frame = 1; frame <= frames; frame++) {
            for (ConferenceMedia room : rooms) {
                room.tick(frame * 20_000_000L);
            }
        }
    }

    /** What libopus alone takes for one who speaks: a frame encoded and one decoded, at 16 kHz, complexity 5. */
    private double raw() {
        short[][] speech = speech(16_000);
        try (FrameEncoder encoder = Codecs.encoder(CodecName.OPUS, 16_000);
                FrameDecoder decoder = Codecs.decoder(CodecName.OPUS, 16_000)) {
            byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
            short[] decoded = new short[CodecName.packetSamplesMax(16_000)];
            long encodeNanos = 0;
            long decodeNanos = 0;
            int frames = 8 * SPEECH_FRAMES;
            for (int i = 0; i < frames; i++) {
                long start = cpuNanos();
                int length = encoder.encode(speech[i % SPEECH_FRAMES], payload);
                long encoded = cpuNanos();
                decoder.decode(payload, length, decoded);
                encodeNanos += encoded - start;
                decodeNanos += cpuNanos() - encoded;
            }
            double encode = encodeNanos / 1e3 / frames;
            double decode = decodeNanos / 1e3 / frames;
            double cores = (encode + decode) / 20_000;
            print("libopus at 16 kHz: encode %.1f us, decode %.1f us, %.5f cores a speaker%n", encode, decode, cores);
            return cores;
        }
    }

    private void members(double rawSpeaker) throws Exception {
        try (ConferenceLoad load = new ConferenceLoad()) {
            load.relay(200);
            print("a relayed PCMU leg, the packets alone: %.5f cores%n", measured(load) / 400);
        }
        listeners(CodecName.PCMU, 400, false);
        listeners(CodecName.OPUS, 200, false);
        listeners(CodecName.OPUS, 200, true);
        try (ConferenceLoad load = new ConferenceLoad()) {
            for (int room = 0; room < 20; room++) {
                load.anotherRoom();
                load.join(CodecName.OPUS, 4, true, false);
            }
            double cores = measured(load) / 80;
            print("Opus 16 kHz speaker: %.5f cores, %.2f times raw libopus%n", cores, cores / rawSpeaker);
        }
    }

    /** What silent listeners to two speakers add. */
    private void listeners(CodecName codec, int members, boolean levels) throws Exception {
        try (ConferenceLoad load = new ConferenceLoad()) {
            // Two alone would not be mixed.
            load.join(codec, 2, true, levels);
            load.join(codec, 1, false, levels);
            double few = measured(load);
            load.join(codec, members, false, levels);
            double cores = (measured(load) - few) / members;
            print("%s silent listener%s: %.5f cores%n", codec, levels ? " with audio levels" : "", cores);
            if (codec == CodecName.PCMU) {
                print("latency, PCMU to PCMU, %d members: %s%n", members + 3, load.latency(2 * seconds));
            }
        }
    }

    private double measured(ConferenceLoad load) throws InterruptedException {
        load.warm(seconds);
        return load.cores(seconds);
    }

    /** Ten seconds of something like speech, in frames. */
    static short[][] speech(int sampleRateHz) {
        short[][] frames = new short[SPEECH_FRAMES][sampleRateHz / FRAMES_PER_SECOND];
        int sample = 0;
        for (short[] frame : frames) {
            for (int i = 0; i < frame.length; i++, sample++) {
                double t = (double) sample / sampleRateHz;
                double phase = 2 * Math.PI * (120 * t + 6 * Math.sin(2 * Math.PI * 0.9 * t));
                double sum = 0;
                for (int harmonic = 1; harmonic <= 20; harmonic++) {
                    sum += Math.sin(harmonic * phase) / harmonic;
                }
                frame[i] = (short) (4_000 * (0.3 + 0.7 * Math.pow(Math.sin(2 * Math.PI * 1.7 * t), 2)) * sum);
            }
        }
        return frames;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    /** Says the same frame for ever, and forgets what it hears. */
    private static final class Talker implements Voice {
        private final short[] says;

        Talker(int sampleRateHz, int hertz) {
            says = new short[sampleRateHz / FRAMES_PER_SECOND];
            for (int i = 0; i < says.length; i++) {
                says[i] = (short) (5_000 * Math.sin(2 * Math.PI * hertz * i / sampleRateHz));
            }
        }

        @Override
        public int sampleRateHz() {
            return says.length * FRAMES_PER_SECOND;
        }

        @Override
        public void read(short[] frame) {
            System.arraycopy(says, 0, frame, 0, says.length);
        }

        @Override
        public void write(short[] frame, long nowNanos) {
            // Forgotten.
        }

        @Override
        public void digit(char digit) {
            // Forgotten.
        }

        @Override
        public char press() {
            return 0;
        }

        @Override
        public String describe() {
            return "talker";
        }
    }
}
