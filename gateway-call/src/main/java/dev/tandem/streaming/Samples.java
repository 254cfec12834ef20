package dev.tandem.streaming;

import dev.tandem.media.codec.Pcmu;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Optional;

/** Samples as they travel in messages. Pure. */
public final class Samples {
    private Samples() {}

    /** 16 bits a sample, the low octet first. */
    static byte[] linear(short[] samples) {
        ByteBuffer octets = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        octets.asShortBuffer().put(samples);
        return octets.array();
    }

    /** The samples of whole pairs of octets; an odd one at the end is left out. */
    static short[] ofLinear(ByteBuffer octets) {
        short[] samples = new short[octets.remaining() / 2];
        octets.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    static byte[] muLaw(short[] samples) {
        byte[] octets = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            octets[i] = Pcmu.TABLES.compress(samples[i]);
        }
        return octets;
    }

    static short[] ofMuLaw(byte[] octets) {
        short[] samples = new short[octets.length];
        for (int i = 0; i < octets.length; i++) {
            samples[i] = Pcmu.TABLES.expand(octets[i]);
        }
        return samples;
    }

    /** What Base64 text stands for; empty when it is none. */
    static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    static boolean silent(short[] samples) {
        for (short sample : samples) {
            if (sample != 0) {
                return false;
            }
        }
        return true;
    }
}
