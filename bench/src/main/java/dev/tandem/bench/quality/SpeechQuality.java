package dev.tandem.bench.quality;

import dev.tandem.bench.quality.LossyCall.Coding;
import dev.tandem.bench.quality.LossyCall.Network;
import dev.tandem.media.codec.CodecName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Prints how speech sounds under each condition: {@code bench/run quality.SpeechQuality}. Needs flite. With
 * {@code PESQ=/path/to/program} in the environment, a program that is given two files of raw 16-bit samples at 8000 Hz,
 * original and recording, and prints a MOS-LQO, that score is printed beside our own.
 */
public final class SpeechQuality {
    private static final int TEXTS = 4;
    private static final int DELAY_SAMPLES_MAX = 1_600;
    private static final long SEED = 20_240_601;

    private static final Coding G711 = new Coding(CodecName.PCMU, 5);
    private static final Coding OPUS = new Coding(CodecName.OPUS, 5);

    private record Condition(String name, Coding coding, Network network, double target) {}

    private static final List<Condition> CONDITIONS = List.of(
            new Condition("G.711, no loss", G711, new Network(0, 0, true), 3.9),
            new Condition("G.711 - Opus - G.711, no loss", OPUS, new Network(0, 0, true), 3.9),
            new Condition("Opus at complexity 0", new Coding(CodecName.OPUS, 0), new Network(0, 0, true), 3.85),
            new Condition("Opus, jitter of 60 ms", OPUS, new Network(0, 60, true), 0),
            new Condition("Opus, 5 % loss, recovery (FEC)", OPUS, new Network(0.05, 0, true), 3.5),
            new Condition("Opus, 10 % loss, recovery (FEC)", OPUS, new Network(0.10, 0, true), 3.3),
            new Condition("Opus, 5 % loss, concealment alone", OPUS, new Network(0.05, 0, false), 2.7),
            new Condition("Opus, 10 % loss, concealment alone", OPUS, new Network(0.10, 0, false), 0),
            new Condition("G.711, 5 % loss, concealment", G711, new Network(0.05, 0, true), 2.7),
            new Condition("G.711, 10 % loss, concealment", G711, new Network(0.10, 0, true), 0));

    private SpeechQuality() {}

    /** Runs all conditions. */
    public static void main(String[] arguments) {
        List<short[]> segments = Sentences.all(TEXTS);
        String pesq = System.getenv().getOrDefault("PESQ", "");
        System.out.printf(
                "%-42s %8s %8s %8s%n", "MOS-LQO, mean of " + segments.size() + " segments", "ours", "PESQ", "target");
        for (Condition condition : CONDITIONS) {
            run(condition, segments, pesq);
        }
    }

    private static void run(Condition condition, List<short[]> segments, String pesq) {
        // Twice over: the first round is for reports to arrive and depth to settle, the second one is judged.
        short[] speech = joined(segments);
        short[] heard = new LossyCall(condition.coding(), condition.network(), SEED, speech).run();
        double ours = 0;
        double theirs = 0;
        for (int n = 0; n < segments.size(); n++) {
            int from = (segments.size() + n) * Sentences.SEGMENT_SAMPLES;
            short[] said = segments.get(n);
            int delay = delay(said, heard, from);
            short[] copy = Arrays.copyOfRange(heard, from + delay, from + delay + said.length);
            ours += SpeechDistance.between(said, copy).score();
            if (!pesq.isEmpty()) {
                theirs += external(pesq, said, copy);
            }
        }
        System.out.printf(
                "%-42s %8.2f %8s %8s%n",
                condition.name(),
                ours / segments.size(),
                pesq.isEmpty() ? "-" : "%.2f".formatted(theirs / segments.size()),
                condition.target() > 0 ? "%.1f".formatted(condition.target()) : "");
    }

    private static short[] joined(List<short[]> segments) {
        int round = segments.size() * Sentences.SEGMENT_SAMPLES;
        short[] all = new short[2 * round + 2 * DELAY_SAMPLES_MAX];
        for (int n = 0; n < 2 * segments.size(); n++) {
            short[] segment = segments.get(n % segments.size());
            System.arraycopy(segment, 0, all, n * Sentences.SEGMENT_SAMPLES, segment.length);
        }
        return all;
    }

    /** By how much a segment came late: where its first two seconds fit best. */
    private static int delay(short[] said, short[] heard, int from) {
        int best = 0;
        double bestScore = -1;
        for (int delay = 0; delay < DELAY_SAMPLES_MAX; delay++) {
            double product = 0;
            for (int i = 0; i < 2 * Sentences.RATE_HZ; i++) {
                product += (double) said[i] * heard[from + delay + i];
            }
            if (product > bestScore) {
                bestScore = product;
                best = delay;
            }
        }
        return best;
    }

    private static double external(String program, short[] said, short[] copy) {
        try {
            Path original = written(said);
            Path recording = written(copy);
            Process process = new ProcessBuilder(program, original.toString(), recording.toString()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            Files.delete(original);
            Files.delete(recording);
            return Double.parseDouble(output);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Path written(short[] samples) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        octets.asShortBuffer().put(samples);
        Path file = Files.createTempFile("speech", ".raw");
        Files.write(file, octets.array());
        return file;
    }
}
