package dev.tandem.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
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
