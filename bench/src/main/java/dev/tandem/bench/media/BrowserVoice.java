package dev.tandem.bench.media;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;

/** What a browser sends: the talker as an Opus stream of one of three widths. */
public enum BrowserVoice {
    /** 48 kHz and all of it: what a browser sends that does not heed {@code maxplaybackrate}. */
    FULLBAND(48_000, 28_000),
    /** What a browser sends that was asked for 16000 Hz. */
    WIDEBAND(16_000, 20_000),
    /** What a browser sends that was asked for 8000 Hz. */
    NARROWBAND(8_000, 20_000);

    private static final int APPLICATION_VOIP = 2048;
    private static final int SET_BITRATE = 4002;
    private static final int SET_COMPLEXITY = 4010;
    private static final int PAYLOAD_OCTETS_MAX = 1275;
    private static final int FRAMES_A_SECOND = 50;
    private static final int BROWSER_COMPLEXITY = 9;

    private final int sampleRateHz;
    private final int bitrate;

    BrowserVoice(int sampleRateHz, int bitrate) {
        this.sampleRateHz = sampleRateHz;
        this.bitrate = bitrate;
    }

    /** Its packets, 20 ms each. */
    byte[][] frames() {
        return encoded(Speech.at(sampleRateHz), sampleRateHz, bitrate);
    }

    private static byte[][] encoded(short[] speech, int sampleRateHz, int bitrate) {
        int frameSamples = sampleRateHz / FRAMES_A_SECOND;
        byte[][] frames = new byte[speech.length / frameSamples][];
        Pointer encoder = BrowserOpus.opus_encoder_create(sampleRateHz, 1, APPLICATION_VOIP, new IntByReference());
        BrowserOpus.opus_encoder_ctl(encoder, SET_BITRATE, bitrate);
        BrowserOpus.opus_encoder_ctl(encoder, SET_COMPLEXITY, BROWSER_COMPLEXITY);
        byte[] payload = new byte[PAYLOAD_OCTETS_MAX];
        for (int i = 0; i < frames.length; i++) {
            short[] pcm = Arrays.copyOfRange(speech, i * frameSamples, (i + 1) * frameSamples);
            frames[i] = Arrays.copyOf(
                    payload, BrowserOpus.opus_encode(encoder, pcm, frameSamples, payload, PAYLOAD_OCTETS_MAX));
        }
        BrowserOpus.opus_encoder_destroy(encoder);
        return frames;
    }
}
