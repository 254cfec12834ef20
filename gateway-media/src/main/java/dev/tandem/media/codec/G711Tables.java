package dev.tandem.media.codec;

/** One G.711 law as tables: 256 samples one way, 65536 octets the other. Immutable; any thread. */
public final class G711Tables {
    private final short[] samples = new short[256];
    private final byte[] octets = new byte[65_536];

    /** Tabulates the law. */
    G711Tables(Expansion expansion, Compression compression) {
        for (int octet = 0; octet < samples.length; octet++) {
            samples[octet] = expansion.expand((byte) octet);
        }
        for (int sample = 0; sample < octets.length; sample++) {
            octets[sample] = compression.compress((short) sample);
        }
    }

    /** The sample of an octet. */
    public short expand(byte octet) {
        return samples[octet & 0xFF];
    }

    /** The octet of a sample. */
    public byte compress(short sample) {
        return octets[sample & 0xFFFF];
    }

    /** Octet to sample. */
    interface Expansion {
        short expand(byte octet);
    }

    /** Sample to octet. */
    interface Compression {
        byte compress(short sample);
    }
}
