package dev.tandem.media.record;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.StoredOpus;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Opus in Ogg (RFC 7845), a page of at most half a second at a time. Every channel is a mono stream of its own, not half
 * of a stereo pair: one party's voice must not leak into another's channel. Two channels are mapping family 1 (left and
 * right), more are family 255, which gives them no places in a room.
 */
final class OggOpusFile implements AudioFile {
    private static final int FRAME_TICKS = 960;
    private static final int PACKETS_A_PAGE = 25;
    private static final int VENDOR_AND_COUNT_OCTETS = 8;
    private static final String VENDOR = "tandem";
    /** Lengths from here on take two octets (RFC 6716, section 3.2.1). */
    private static final int LONG_FRAME_OCTETS = 252;

    private final RecordingFormat format;
    private final OutputStream file;
    private final OggPages pages;
    private final List<StoredOpus> encoders;
    private final byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
    private final ByteBuffer packet;
    private long packets;
    private int packetsOnPage;

    OggOpusFile(Path path, RecordingFormat format) throws IOException {
        if (!StoredOpus.available()) {
            throw new IOException("there is no libopus on this machine");
        }
        this.format = format;
        packet = ByteBuffer.allocate((CodecName.PAYLOAD_OCTETS_MAX + 2) * format.channels());
        file = new FileOutputStream(path.toFile());
        pages = new OggPages(file, ThreadLocalRandom.current().nextInt());
        encoders = Stream.generate(() -> new StoredOpus(format.sampleRateHz()))
                .limit(format.channels())
                .toList();
        writeHeaders();
    }

    private void writeHeaders() throws IOException {
        byte[] head = head();
        pages.add(head, head.length);
        pages.write(0, false);
        byte[] tags = ByteBuffer.allocate(VENDOR_AND_COUNT_OCTETS + VENDOR.length() + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(letters("OpusTags"))
                .putInt(VENDOR.length())
                .put(letters(VENDOR))
                .putInt(0)
                .array();
        pages.add(tags, tags.length);
        pages.write(0, false);
    }

    /** The identification header (RFC 7845, section 5.1), with a channel mapping table unless it is mono. */
    private byte[] head() {
        int channels = format.channels();
        ByteBuffer head = ByteBuffer.allocate(channels == 1 ? 19 : 21 + channels)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(letters("OpusHead"))
                .put((byte) 1)
                .put((byte) channels)
                .putShort((short) StoredOpus.PRE_SKIP)
                .putInt(format.sampleRateHz())
                .putShort((short) 0)
                .put((byte) (channels == 1 ? 0 : channels == 2 ? 1 : 255));
        if (channels > 1) {
            head.put((byte) channels).put((byte) 0);
            for (int channel = 0; channel < channels; channel++) {
                head.put((byte) channel);
            }
        }
        return head.array();
    }

    private static byte[] letters(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean write(short[][] frames) throws IOException {
        packet.clear();
        for (int channel = 0; channel < frames.length; channel++) {
            int octets = encoders.get(channel).encode(frames[channel], payload);
            if (channel < frames.length - 1) {
                delimit(octets);
            } else {
                packet.put(payload, 0, octets);
            }
        }
        if (packetsOnPage == PACKETS_A_PAGE || !pages.hasRoomFor(packet.position())) {
            flush();
        }
        pages.add(packet.array(), packet.position());
        packetsOnPage++;
        packets++;
        return true;
    }

    /** Puts a packet of one frame down in its self-delimiting form: its length after its first octet (RFC 6716, B). */
    private void delimit(int octets) {
        int length = octets - 1;
        packet.put(payload[0]);
        if (length < LONG_FRAME_OCTETS) {
            packet.put((byte) length);
        } else {
            int first = LONG_FRAME_OCTETS + (length - LONG_FRAME_OCTETS) % 4;
            packet.put((byte) first).put((byte) ((length - first) / 4));
        }
        packet.put(payload, 1, length);
    }

    @Override
    public void flush() throws IOException {
        if (packetsOnPage > 0) {
            pages.write(packets * FRAME_TICKS, false);
            packetsOnPage = 0;
        }
    }

    /** Pushes the encoders' delay out by one more frame, and says on the last page where the sound really ends. */
    private void finish() throws IOException {
        long end = packets * FRAME_TICKS + StoredOpus.PRE_SKIP;
        short[][] silence = new short[format.channels()][format.frameSamples()];
        write(silence);
        pages.write(Math.min(end, packets * FRAME_TICKS), true);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            finish();
        } finally {
            encoders.forEach(StoredOpus::close);
        }
    }
}
