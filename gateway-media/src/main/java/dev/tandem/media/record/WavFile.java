package dev.tandem.media.record;

import dev.tandem.media.pcm.Wav;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * RIFF/WAVE with 16-bit samples, channels interleaved. The lengths in its header are corrected after every append: a
 * process that dies between the two leaves a header that is a little too modest.
 */
final class WavFile implements AudioFile {
    private static final int RIFF_LENGTH_OFFSET = 4;
    private static final int DATA_LENGTH_OFFSET = 40;
    private static final int SAMPLE_OCTETS = 2;
    /** Lengths have 32 bits; some readers take them as signed. */
    private static final long DATA_OCTETS_MAX = Integer.MAX_VALUE - 65_536L;

    private static final int FRAMES_BUFFERED = 25;

    private final RandomAccessFile file;
    private final ByteBuffer buffer;
    private long dataOctets;

    WavFile(Path path, RecordingFormat format) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        int frameOctets = format.frameSamples() * format.channels() * SAMPLE_OCTETS;
        buffer = ByteBuffer.allocate(frameOctets * FRAMES_BUFFERED).order(ByteOrder.LITTLE_ENDIAN);
        file.write(Wav.header(format.sampleRateHz(), format.channels(), 0));
    }

    @Override
    public boolean write(short[][] frames) throws IOException {
        if (dataOctets + 2L * buffer.capacity() > DATA_OCTETS_MAX) {
            return false;
        }
        for (int sample = 0; sample < frames[0].length; sample++) {
            for (short[] frame : frames) {
                buffer.putShort(frame[sample]);
            }
        }
        if (!buffer.hasRemaining()) {
            flush();
        }
        return true;
    }

    @Override
    public void flush() throws IOException {
        file.write(buffer.array(), 0, buffer.position());
        dataOctets += buffer.position();
        buffer.clear();
        length(DATA_LENGTH_OFFSET, dataOctets);
        length(RIFF_LENGTH_OFFSET, dataOctets + Wav.HEADER_OCTETS - 8);
        file.seek(Wav.HEADER_OCTETS + dataOctets);
    }

    private void length(int offset, long octets) throws IOException {
        file.seek(offset);
        file.writeInt(Integer.reverseBytes((int) octets));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
