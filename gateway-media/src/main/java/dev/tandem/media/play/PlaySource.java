package dev.tandem.media.play;

import dev.tandem.media.play.PromptOutcome.Decoded;
import dev.tandem.media.play.PromptOutcome.Fault;
import dev.tandem.media.play.PromptOutcome.Undecodable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** One thing to play. Immutable; the same one may be played by many. */
public sealed interface PlaySource {
    /** Octets of the largest WAV file played. */
    int OCTETS_MAX = 10 * 1024 * 1024;

    /** The longest a queue of sources may last, one round of it. */
    Duration LENGTH_MAX = Duration.ofMinutes(10);

    /** Decodes it to a rate. For a worker: reads files and takes milliseconds a second of sound. */
    PromptOutcome decode(int sampleRateHz);

    /** The same, from {@code offset} on. */
    default PlaySource from(Duration offset) {
        return new Later(this, offset);
    }

    /** A WAV file: 16-bit PCM, µ-law or A-law, mono or stereo (both are heard), 8 to 48 kHz. */
    record WavFile(Path path) implements PlaySource {
        @Override
        public PromptOutcome decode(int sampleRateHz) {
            try (InputStream file = Files.newInputStream(path)) {
                // Not what the directory says but what comes out counts: a device or a growing file has no length.
                byte[] octets = file.readNBytes(OCTETS_MAX + 1);
                return new WavOctets(ByteBuffer.wrap(octets)).decode(sampleRateHz);
            } catch (NoSuchFileException absent) {
                return new Undecodable(Fault.NOT_FOUND, "there is no file " + path.getFileName());
            } catch (IOException unreadable) {
                return new Undecodable(Fault.UNREADABLE, "the file " + path.getFileName() + " cannot be read");
            }
        }
    }

    /** The octets of a WAV file. */
    record WavOctets(ByteBuffer octets) implements PlaySource {
        @Override
        public PromptOutcome decode(int sampleRateHz) {
            if (octets.remaining() > OCTETS_MAX) {
                return new Undecodable(Fault.TOO_LARGE, "the file has more than " + OCTETS_MAX + " octets");
            }
            return new WavReader(octets.duplicate()).read(sampleRateHz);
        }
    }

    /** One round of a tone of the telephone network; played in a loop it is that tone. */
    record Tone(ToneCadence cadence) implements PlaySource {
        @Override
        public PromptOutcome decode(int sampleRateHz) {
            return new Decoded(cadence.render(sampleRateHz));
        }
    }

    /** Something decoded before, at whatever rate. */
    record Ready(Prompt prompt) implements PlaySource {
        @Override
        public PromptOutcome decode(int sampleRateHz) {
            return new Decoded(Resampling.to(sampleRateHz, prompt));
        }
    }

    /** Another source without its beginning. */
    record Later(PlaySource source, Duration offset) implements PlaySource {
        @Override
        public PromptOutcome decode(int sampleRateHz) {
            PromptOutcome whole = source.decode(sampleRateHz);
            if (!(whole instanceof Decoded decoded)) {
                return whole;
            }
            Prompt rest = decoded.prompt().without(offset);
            return rest.size() > 0
                    ? new Decoded(rest)
                    : new Undecodable(Fault.EMPTY, "the offset lies behind the end: " + offset);
        }
    }
}
