package dev.tandem.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Speech from the application's resources: 8000 Hz, mono, 16-bit linear. */
final class VoiceSample {

    private static final int RATE_HZ = 8000;

    private VoiceSample() {}

    /** Reads a WAV resource; its absence or another format is a fault of the build. */
    static short[] read(String resource) {
        try (InputStream raw = VoiceSample.class.getResourceAsStream(resource)) {
            if (raw == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            byte[] wav = raw.readAllBytes();
            try (AudioInputStream audio = AudioSystem.getAudioInputStream(new java.io.ByteArrayInputStream(wav))) {
                AudioFormat format = audio.getFormat();
                if (format.getSampleRate() != RATE_HZ
                        || format.getChannels() != 1
                        || format.getSampleSizeInBits() != 16) {
                    throw new IllegalStateException(resource + " is " + format + ", not 8 kHz mono 16 bit");
                }
                return samples(audio.readAllBytes());
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (UnsupportedAudioFileException fault) {
            throw new IllegalStateException(resource + " is no WAV", fault);
        }
    }

    private static short[] samples(byte[] littleEndian) {
        short[] samples = new short[littleEndian.length / 2];
        ByteBuffer.wrap(littleEndian)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }
}
