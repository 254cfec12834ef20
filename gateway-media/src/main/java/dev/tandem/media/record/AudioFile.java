package dev.tandem.media.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that grows by 20 ms at a time. Owned by one writer thread. */
interface AudioFile extends Closeable {

    /** Makes the file, and its directory; an existing one is not overwritten. */
    static AudioFile create(Path path, RecordingFormat format) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.createFile(path);
        return switch (format.container()) {
            case WAV -> new WavFile(path, format);
            case OGG_OPUS -> new OggOpusFile(path, format);
        };
    }

    /** Takes one frame of every channel; false when the file is full. */
    boolean write(short[][] frames) throws IOException;

    /** Makes what was written so far readable, up to half a second. */
    void flush() throws IOException;
}
