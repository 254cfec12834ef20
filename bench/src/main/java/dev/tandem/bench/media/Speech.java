package dev.tandem.bench.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The recorded talker of the project's own tests, at any rate: what a codec costs depends on what it is given. */
final class Speech {
    private static final Path TALKER = Path.of("src/test/resources/voice/talker.wav");
    private static final int TALKER_RATE_HZ = 16_000;
    private static final int WAV_HEADER_OCTETS = 44;
    private static final int BREATH = 60;

    private Speech() {}

    /**
     * About twenty seconds. Above what the recording holds lies a little noise, as in every real room, so that a fullband
     * encoder has a full band to encode.
     */
    static short[] at(int sampleRateHz) {
        short[] talker = talker();
        Random random = new Random(1);
        short[] samples = new short[(int) ((long) talker.length * sampleRateHz / TALKER_RATE_HZ)];
        for (int i = 0; i < samples.length; i++) {
            double at = (double) i * TALKER_RATE_HZ / sampleRateHz;
            int before = Math.min((int) at, talker.length - 2);
            double value = talker[before] + (talker[before + 1] - talker[before]) * (at - before);
            samples[i] = clipped(value + random.nextGaussian() * BREATH);
        }
        return samples;
    }

    private static short clipped(double value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }

    private static short[] talker() {
        try {
            byte[] file = Files.readAllBytes(TALKER);
            ShortBuffer samples = ByteBuffer.wrap(file, WAV_HEADER_OCTETS, file.length - WAV_HEADER_OCTETS)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer();
            short[] talker = new short[samples.remaining()];
            samples.get(talker);
            return talker;
        } catch (IOException missing) {
            throw new UncheckedIOException("run from the project's root: bench/run does", missing);
        }
    }
}
