package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameDecoder;
import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.dtmf.ToneDetector;
import dev.tandem.media.rtp.RtpPacket;

/**
 * Listens for digits in the audio of a leg, packet by packet as they come: ahead of the jitter buffer, so that the digit is
 * said on before its tone is heard. Owned by the leg's media loop; holds decoder state until closed.
 */
final class ToneListener implements AutoCloseable {
    private static final long SILENCE_NANOS = 100_000_000L;

    private final FrameDecoder decoder;
    private final ToneDetector detector;
    private final byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
    private final short[] pcm;
    private long heardNanos;

    ToneListener(CodecName codec, DigitReceiver.Listener listener) {
        decoder = Codecs.decoder(codec);
        pcm = new short[CodecName.packetSamplesMax(decoder.sampleRateHz())];
        detector = new ToneDetector(decoder.sampleRateHz(), listener);
    }

    void hear(RtpPacket packet, long nowNanos) {
        heardNanos = nowNanos;
        if (packet.payloadLength() <= payload.length) {
            packet.copyPayload(payload);
            detector.hear(pcm, decoder.decode(payload, packet.payloadLength(), pcm));
        }
    }

    /** Ends a tone whose stream has stopped. */
    void tick(long nowNanos) {
        if (nowNanos - heardNanos > SILENCE_NANOS) {
            end();
        }
    }

    void end() {
        detector.end();
    }

    @Override
    public void close() {
        end();
        decoder.close();
    }
}
