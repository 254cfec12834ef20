package dev.tandem.bench.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Speech of several voices at 8000 Hz, made by flite: eight seconds each, at the level telephone speech is measured at. */
final class Sentences {
    static final int RATE_HZ = 8_000;
    static final int SEGMENT_SAMPLES = 8 * RATE_HZ;

    /** Active level of -26 dB of full scale (ITU-T P.830). */
    private static final double ACTIVE_RMS = 32_768 * Math.pow(10, -26 / 20.0);

    private static final List<String> VOICES = List.of("slt", "rms", "awb", "kal16");
    private static final List<String> TEXTS = List.of(
            "The ferry leaves at seven, but the last bus to the harbour is often late. Please bring a warm coat.",
            "Nobody remembered who had painted the gate. It was blue in spring and green before the winter came.",
            "We measured the field twice and found the same mistake. The old map had been drawn from memory.",
            "Her brother fixes clocks in a small shop near the market. He never asks what time it is.");

    private Sentences() {}

    /** One segment for each voice and text, {@code texts} of them at most. */
    static List<short[]> all(int texts) {
        List<short[]> segments = new ArrayList<>();
        for (String text : TEXTS.subList(0, Math.min(texts, TEXTS.size()))) {
            VOICES.forEach(voice -> segments.add(segment(voice, text)));
        }
        return segments;
    }

    private static short[] segment(String voice, String text) {
        try {
            Path file = Files.createTempFile("sentence", ".wav");
            Process flite = new ProcessBuilder("flite", "-voice", voice, "-t", text, "-o", file.toString())
                    .inheritIO()
                    .start();
            if (flite.waitFor() != 0) {
                throw new IllegalStateException("flite failed");
            }
            byte[] wav = Files.readAllBytes(file);
            Files.delete(file);
            return levelled(halved(samples(wav)));
        } catch (IOException absent) {
            throw new UncheckedIOException("flite is needed", absent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** flite writes 16 bits, 16 kHz, mono, behind 44 octets of header. */
    private static short[] samples(byte[] wav) {
        ByteBuffer octets = ByteBuffer.wrap(wav, 44, wav.length - 44).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[octets.remaining() / 2];
        octets.asShortBuffer().get(samples);
        return samples;
    }

    /** Half the rate, behind the band of a telephone, 300 to 3400 Hz, which is the speech narrowband scores are made for. */
    private static short[] halved(short[] wide) {
        int reach = 200;
        short[] narrow = new short[SEGMENT_SAMPLES];
        int lead = RATE_HZ / 4;
        for (int n = lead; n < narrow.length && 2 * (n - lead) < wide.length; n++) {
            double sum = 0;
            for (int k = -reach; k <= reach; k++) {
                int at = 2 * (n - lead) + k;
                if (at >= 0 && at < wide.length) {
                    double window = 0.5 + 0.5 * Math.cos(Math.PI * k / reach);
                    sum += wide[at] * (below(3_400, k) - below(300, k)) * window;
                }
            }
            narrow[n] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum));
        }
        return narrow;
    }

    /** Tap {@code k} of an ideal filter at 16 kHz that passes what is below a frequency. */
    private static double below(int hz, int k) {
        double share = hz / 8_000.0;
        double x = Math.PI * k * share;
        return k == 0 ? share : share * Math.sin(x) / x;
    }

    private static short[] levelled(short[] speech) {
        double energy = 0;
        int active = 1;
        for (short sample : speech) {
            energy += Math.abs(sample) > 200 ? (double) sample * sample : 0;
            active += Math.abs(sample) > 200 ? 1 : 0;
        }
        double gain = ACTIVE_RMS / Math.sqrt(energy / active);
        for (int i = 0; i < speech.length; i++) {
            speech[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, speech[i] * gain));
        }
        return speech;
    }
}
