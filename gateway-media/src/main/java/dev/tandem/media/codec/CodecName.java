package dev.tandem.media.codec;

/** The audio codecs this engine speaks, by their registered encoding names (RFC 3551, RFC 7587). */
public enum CodecName {
    PCMU("PCMU", 8000, 1, 8000),
    PCMA("PCMA", 8000, 1, 8000),
    /** Its clock is that of half its samples, by an old mistake that stays (RFC 3551, section 4.5.2). */
    G722("G722", 8000, 1, 16_000),
    /** Needs a {@link CodecProvider}. */
    G729("G729", 8000, 1, 8000),
    /** Uncompressed. */
    L16_8000("L16", 8000, 1, 8000),
    /** Uncompressed. */
    L16_16000("L16", 16_000, 1, 16_000),
    OPUS("opus", 48000, 2, CodecName.ANY_RATE);

    /** The rate of narrowband audio. */
    public static final int SAMPLE_RATE_HZ = 8000;

    /** Samples of one 20 ms frame at that rate. */
    public static final int FRAME_SAMPLES = 160;

    /** Milliseconds of one frame. */
    public static final int FRAME_MILLIS = 20;

    /** The longest packet taken: the most Opus may carry (RFC 6716, section 2.1.4). */
    private static final int PACKET_MILLIS_MAX = 120;

    private static final int ANY_RATE = 0;

    /** Octets of the longest payload taken: one Opus frame at its largest (RFC 6716, section 3.2.1). */
    public static final int PAYLOAD_OCTETS_MAX = 1275;

    private final String encoding;
    private final int clockRateHz;
    private final int channels;
    private final int soundRateHz;

    CodecName(String encoding, int clockRateHz, int channels, int soundRateHz) {
        this.encoding = encoding;
        this.clockRateHz = clockRateHz;
        this.channels = channels;
        this.soundRateHz = soundRateHz;
    }

    /** The encoding name of its rtpmap. */
    public String encoding() {
        return encoding;
    }

    /** RTP timestamp units a second; 48000 for Opus whatever it carries (RFC 7587, section 4.1). */
    public int clockRateHz() {
        return clockRateHz;
    }

    /** Channels its rtpmap says; 2 for Opus whatever it carries. */
    public int channels() {
        return channels;
    }

    /** Whether it codes sound of 8000, 16000, 24000 and 48000 Hz alike. */
    public boolean anyRate() {
        return soundRateHz == ANY_RATE;
    }

    /** The rate of the sound it codes, beside a party that uses {@code otherHz}: its own, or that one if it codes any. */
    public int sampleRateHz(int otherHz) {
        return anyRate() ? otherHz : soundRateHz;
    }

    /** Whether frames are encoded in halves for packets of that length: an Opus frame, once encoded, cannot be cut. */
    public boolean halved(int packetMillis) {
        return this == OPUS && packetMillis % FRAME_MILLIS != 0;
    }

    /** Samples of one 20 ms frame at a rate. */
    public static int frameSamples(int sampleRateHz) {
        return sampleRateHz * FRAME_MILLIS / 1_000;
    }

    /** Samples of the longest packet taken, 120 ms, at a rate. */
    public static int packetSamplesMax(int sampleRateHz) {
        return sampleRateHz / 1_000 * PACKET_MILLIS_MAX;
    }

    /** RTP timestamp units of one 20 ms frame. */
    public int frameTicks() {
        return clockRateHz / 50;
    }
}
