package dev.tandem.media.codec;

/** The audio codecs this engine speaks, by their registered encoding names (RFC 3551, RFC 7587). */
public enum CodecName {
    PCMU("PCMU", 8000, 1),
    PCMA("PCMA", 8000, 1),
    OPUS("opus", 48000, 2);

    /** The rate audio has inside the engine, whatever the codec. */
    public static final int SAMPLE_RATE_HZ = 8000;

    /** Samples of one 20 ms frame at that rate. */
    public static final int FRAME_SAMPLES = 160;

    /** Milliseconds of one frame. */
    public static final int FRAME_MILLIS = 20;

    /** Samples of the longest packet taken: 120 ms, the most Opus may carry (RFC 6716, section 2.1.4). */
    public static final int PACKET_SAMPLES_MAX = 960;

    /** Octets of the longest payload taken: one Opus frame at its largest (RFC 6716, section 3.2.1). */
    public static final int PAYLOAD_OCTETS_MAX = 1275;

    private final String encoding;
    private final int clockRateHz;
    private final int channels;

    CodecName(String encoding, int clockRateHz, int channels) {
        this.encoding = encoding;
        this.clockRateHz = clockRateHz;
        this.channels = channels;
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

    /** RTP timestamp units of one 20 ms frame. */
    public int frameTicks() {
        return clockRateHz / 50;
    }
}
