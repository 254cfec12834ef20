package dev.tandem.bench.media;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameEncoder;
import java.util.Arrays;
import java.util.List;

/**
 * What a far end sends.
 *
 * @param payloadType RTP number
 * @param frameTicks timestamp units of 20 ms
 * @param frames the payloads, said in a loop
 * @param tagged whether the first eight octets of each payload are overwritten with the time it was sent at, which only a
 *     relay leaves alone
 */
record PeerFormat(int payloadType, int frameTicks, List<byte[]> frames, boolean tagged) {
    private static final int OPUS_NUMBER = 111;

    static PeerFormat pcmu(boolean tagged) {
        short[] speech = Speech.at(CodecName.SAMPLE_RATE_HZ);
        byte[][] frames = new byte[speech.length / CodecName.FRAME_SAMPLES][];
        try (FrameEncoder encoder = Codecs.encoder(CodecName.PCMU)) {
            for (int i = 0; i < frames.length; i++) {
                int from = i * CodecName.FRAME_SAMPLES;
                frames[i] = new byte[CodecName.FRAME_SAMPLES];
                encoder.encode(Arrays.copyOfRange(speech, from, from + CodecName.FRAME_SAMPLES), frames[i]);
            }
        }
        return new PeerFormat(0, CodecName.PCMU.frameTicks(), List.of(frames), tagged);
    }

    static PeerFormat opus(BrowserVoice voice) {
        return new PeerFormat(OPUS_NUMBER, CodecName.OPUS.frameTicks(), List.of(voice.frames()), false);
    }
}
