package dev.tandem.media.play;

import dev.tandem.media.codec.G711Tables;
import dev.tandem.media.codec.Pcma;
import dev.tandem.media.codec.Pcmu;
import dev.tandem.media.play.PromptOutcome.Decoded;
import dev.tandem.media.play.PromptOutcome.Fault;
import dev.tandem.media.play.PromptOutcome.Undecodable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads RIFF/WAVE: chunks of a four-letter name, a 32-bit little-endian length and a body padded to an even length. What
 * is damaged or cut off is read as far as it makes sense: a file still being written says 0 or -1 as its length.
 */
final class WavReader {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FMT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int RIFF_OCTETS = 12;
    private static final int CHUNK_HEADER_OCTETS = 8;
    private static final int FMT_OCTETS = 16;
    /** Where an extensible format says which one it really is: the first two octets of its GUID. */
    private static final int SUBFORMAT_OFFSET = 24;

    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int RATE_MIN_HZ = 8_000;
    private static final int RATE_MAX_HZ = 48_000;

    private final ByteBuffer file;
    private int coding;
    private int channels;
    private int rateHz;
    private int bits;

    WavReader(ByteBuffer file) {
        this.file = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    PromptOutcome read(int sampleRateHz) {
        if (!begins()) {
            return new Undecodable(Fault.NOT_WAV, "it does not begin as a WAV file does (RIFF, WAVE)");
        }
        ByteBuffer data = toData();
        if (rateHz == 0) {
            return new Undecodable(Fault.NOT_WAV, "the WAV file says no format before its data");
        }
        String objection = objection();
        if (objection != null) {
            return new Undecodable(Fault.UNSUPPORTED, objection);
        }
        if (data == null || data.remaining() < channels * bits / 8) {
            return new Undecodable(Fault.EMPTY, "the WAV file has no sound in it");
        }
        return decoded(data, sampleRateHz);
    }

    /** Whether it is RIFF and WAVE, with a length between them that does not matter. */
    private boolean begins() {
        if (file.remaining() < RIFF_OCTETS || file.getInt(0) != RIFF || file.getInt(8) != WAVE) {
            return false;
        }
        file.position(RIFF_OCTETS);
        return true;
    }

    /** Walks the chunks up to the data, taking in the format on the way; null when there is none. */
    private @Nullable ByteBuffer toData() {
        while (file.remaining() >= CHUNK_HEADER_OCTETS) {
            int name = file.getInt();
            long stated = Integer.toUnsignedLong(file.getInt());
            if (name == DATA) {
                boolean open = stated == 0 || stated > file.remaining();
                return slice(open ? file.remaining() : (int) stated);
            }
            if (stated > file.remaining()) {
                return null;
            }
            ByteBuffer body = slice((int) stated);
            if (name == FMT && stated >= FMT_OCTETS) {
                format(body);
            }
            file.position((int) Math.min(file.limit(), file.position() + stated + (stated & 1)));
        }
        return null;
    }

    private ByteBuffer slice(int octets) {
        return file.slice(file.position(), octets).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void format(ByteBuffer body) {
        coding = Short.toUnsignedInt(body.getShort(0));
        channels = Short.toUnsignedInt(body.getShort(2));
        rateHz = body.getInt(4);
        bits = Short.toUnsignedInt(body.getShort(14));
        if (coding == EXTENSIBLE && body.remaining() >= SUBFORMAT_OFFSET + 2) {
            coding = Short.toUnsignedInt(body.getShort(SUBFORMAT_OFFSET));
        }
    }

    private @Nullable String objection() {
        if (coding != PCM && coding != A_LAW && coding != MU_LAW) {
            return "the coding of the WAV file is number " + coding + "; played are 1 (PCM), 6 (A-law) and 7 (µ-law)";
        }
        int bitsWanted = coding == PCM ? 16 : 8;
        if (bits != bitsWanted) {
            return "the WAV file has " + bits + " bits a sample and not " + bitsWanted;
        }
        if (channels != 1 && channels != 2) {
            return "the WAV file has " + channels + " channels and not 1 or 2";
        }
        return rateHz < RATE_MIN_HZ || rateHz > RATE_MAX_HZ
                ? "the WAV file has " + rateHz + " samples a second; played are 8000 to 48000"
                : null;
    }

    private PromptOutcome decoded(ByteBuffer data, int sampleRateHz) {
        int samples = data.remaining() / (channels * bits / 8);
        if (samples / rateHz >= PlaySource.LENGTH_MAX.toSeconds()) {
            return new Undecodable(
                    Fault.TOO_LONG, "it lasts longer than " + PlaySource.LENGTH_MAX.toMinutes() + " min");
        }
        short[] mono = new short[samples];
        for (int i = 0; i < samples; i++) {
            mono[i] = channels == 1 ? sample(data) : (short) ((sample(data) + sample(data)) / 2);
        }
        return new Decoded(Resampling.to(sampleRateHz, new Prompt(rateHz, mono)));
    }

    private short sample(ByteBuffer data) {
        return coding == PCM ? data.getShort() : law().expand(data.get());
    }

    private G711Tables law() {
        return coding == A_LAW ? Pcma.TABLES : Pcmu.TABLES;
    }
}
