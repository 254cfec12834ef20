package dev.tandem.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** What was said in tests, at 8000 Hz. */
public final class VoiceSamples {

    private VoiceSamples() {}

    /** The simulated carrier's sentence. */
    public static short[] welcome() {
        return VoiceSample.read("/voice/welcome.wav");
    }

    /** A mono 16-bit WAV of 8000 Hz. */
    public static short[] file8k(Path wav) {
        try (AudioInputStream audio = AudioSystem.getAudioInputStream(wav.toFile())) {
            byte[] octets = audio.readAllBytes();
            short[] samples = new short[octets.length / 2];
            ByteBuffer.wrap(octets)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            return samples;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (UnsupportedAudioFileException fault) {
            throw new IllegalStateException(wav + " is no WAV", fault);
        }
    }

    /** Writes a mono 16-bit WAV of 8000 Hz. */
    public static void write8k(short[] samples, Path wav) {
        ByteBuffer octets = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        octets.asShortBuffer().put(samples);
        AudioFormat format = new AudioFormat(8000, 16, 1, true, false);
        try {
            AudioSystem.write(
                    new AudioInputStream(new ByteArrayInputStream(octets.array()), format, samples.length),
                    AudioFileFormat.Type.WAVE,
                    wav.toFile());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** A mono 16-bit WAV of 16000 Hz, every two samples averaged to one. */
    public static short[] file16k(Path wav) {
        try (AudioInputStream audio = AudioSystem.getAudioInputStream(wav.toFile())) {
            ByteBuffer octets = ByteBuffer.wrap(audio.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            short[] samples = new short[octets.remaining() / 4];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) ((octets.getShort() + octets.getShort()) / 2);
            }
            return samples;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (UnsupportedAudioFileException fault) {
            throw new IllegalStateException(wav + " is no WAV", fault);
        }
    }
}
