package dev.tandem.media.codec;

/**
 * G.722 at 64 kbit/s: 16 kHz speech as two sub-bands of adaptive differences, six bits the lower and two the higher (ITU-T
 * G.722). Its RTP clock says 8000 Hz nevertheless (RFC 3551, section 4.5.2). A lost packet is concealed from the voice
 * before it. Owned by one media loop.
 */
final class G722 implements FrameEncoder, FrameDecoder {
    /** The octet of silence: zero in the lower band, next to it in the higher, at whatever scale. */
    static final byte SILENCE = (byte) 0xFD;

    private static final int SAMPLE_RATE_HZ = 16_000;
    private static final int PAYLOAD_OCTETS_MAX = CodecName.packetSamplesMax(SAMPLE_RATE_HZ) / 2;

    /** Every second coefficient of the quadrature mirror filter (table 11); the others are these backwards. */
    private static final int[] MIRROR = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    private static final int HISTORY = 2 * MIRROR.length;

    /** Decision levels of the lower band (table 14). */
    private static final int[] LEVELS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** What the lower band's codes stand for, at six bits and at four (tables 17 and 19). */
    private static final int[] SIX_BITS = {
        -136, -136, -136, -136, -24_808, -21_904, -19_008, -16_704, -14_984, -13_512, -12_280, -11_192, -10_232, -9_360,
        -8_576, -7_856, -7_192, -6_576, -6_000, -5_456, -4_944, -4_464, -4_008, -3_576, -3_168, -2_776, -2_400, -2_032,
        -1_688, -1_360, -1_040, -728, 24_808, 21_904, 19_008, 16_704, 14_984, 13_512, 12_280, 11_192, 10_232, 9_360,
        8_576, 7_856, 7_192, 6_576, 6_000, 5_456, 4_944, 4_464, 4_008, 3_576, 3_168, 2_776, 2_400, 2_032, 1_688, 1_360,
        1_040, 728, 432, 136, -432, -136
    };

    private static final int[] FOUR_BITS = {
        0, -20_456, -12_896, -8_968, -6_288, -4_240, -2_584, -1_200, 20_456, 12_896, 8_968, 6_288, 4_240, 2_584, 1_200,
        0
    };

    /** What the lower band's codes do to its scale (tables 15 and 16), by their upper four bits. */
    private static final int[] LOW_MULTIPLIERS = {
        -60, 3_042, 1_198, 538, 334, 172, 58, -30, 3_042, 1_198, 538, 334, 172, 58, -30, -60
    };

    /** The same for the higher band's (tables 20 to 22). */
    private static final int[] TWO_BITS = {-7_408, -1_616, 7_408, 1_616};

    private static final int[] HIGH_MULTIPLIERS = {798, -214, 798, -214};
    private static final int HIGH_LEVEL = 564;

    private final SubBand low = new SubBand(32, 18_432, 8);
    private final SubBand high = new SubBand(8, 22_528, 10);
    private final WaveformSubstitution concealment = new WaveformSubstitution(SAMPLE_RATE_HZ);

    /** The newest 24 samples at {@link #newest}, twice over, so that they can be read in one piece. */
    private final int[] history = new int[2 * HISTORY];

    private int newest;

    @Override
    public int sampleRateHz() {
        return SAMPLE_RATE_HZ;
    }

    @Override
    public int encode(short[] frame, byte[] payload) {
        int octets = frame.length / 2;
        for (int i = 0; i < octets; i++) {
            remember(frame[2 * i], frame[2 * i + 1]);
            int even = filtered(0, true);
            int odd = filtered(1, false);
            payload[i] = (byte) ((encodeHigh((odd - even) >> 14) << 6) | encodeLow((even + odd) >> 14));
        }
        return octets;
    }

    private void remember(int first, int second) {
        history[newest] = first;
        history[newest + HISTORY] = first;
        history[newest + 1] = second;
        history[newest + 1 + HISTORY] = second;
        newest = (newest + 2) % HISTORY;
    }

    private int filtered(int offset, boolean forwards) {
        int sum = 0;
        for (int i = 0; i < MIRROR.length; i++) {
            sum += history[newest + 2 * i + offset] * MIRROR[forwards ? i : MIRROR.length - 1 - i];
        }
        return sum;
    }

    private int encodeLow(int sample) {
        int difference = saturated(sample - low.prediction());
        int magnitude = difference >= 0 ? difference : ~difference;
        int level = 1;
        while (level < LEVELS.length && magnitude >= (LEVELS[level] * low.scale()) >> 12) {
            level++;
        }
        int code = code(level, difference < 0);
        adaptLow(code >> 2);
        return code;
    }

    /** Codes count down from the loudest; the four quietest negative ones lie apart (table 14). */
    private static int code(int level, boolean negative) {
        if (!negative) {
            return 62 - level;
        }
        return level < 3 ? 64 - level : 34 - level;
    }

    private void adaptLow(int code) {
        int difference = (low.scale() * FOUR_BITS[code]) >> 15;
        low.scaleBy(LOW_MULTIPLIERS[code]);
        low.adapt(difference);
    }

    private int encodeHigh(int sample) {
        int difference = saturated(sample - high.prediction());
        int magnitude = difference >= 0 ? difference : ~difference;
        boolean loud = magnitude >= (HIGH_LEVEL * high.scale()) >> 12;
        int code = (difference < 0 ? 0 : 2) + (loud ? 0 : 1);
        adaptHigh(code);
        return code;
    }

    private int adaptHigh(int code) {
        int difference = (high.scale() * TWO_BITS[code]) >> 15;
        int sample = difference + high.prediction();
        high.scaleBy(HIGH_MULTIPLIERS[code]);
        high.adapt(difference);
        return sample;
    }

    @Override
    public int samples(byte[] payload, int length) {
        return length <= PAYLOAD_OCTETS_MAX ? 2 * length : 0;
    }

    @Override
    public int decode(byte[] payload, int length, short[] pcm) {
        int samples = samples(payload, length);
        for (int i = 0; i < samples; i += 2) {
            int octet = payload[i / 2];
            int lower = limited(low.prediction() + ((low.scale() * SIX_BITS[octet & 0x3F]) >> 15));
            adaptLow((octet & 0x3F) >> 2);
            int higher = limited(adaptHigh((octet >> 6) & 3));
            remember(lower + higher, lower - higher);
            pcm[i] = (short) saturated(filtered(1, false) >> 11);
            pcm[i + 1] = (short) saturated(filtered(0, true) >> 11);
        }
        concealment.heard(pcm, samples);
        return samples;
    }

    @Override
    public void conceal(short[] pcm, int samples) {
        concealment.fill(pcm, samples);
    }

    private static int limited(int value) {
        return Math.max(-16_384, Math.min(16_383, value));
    }

    private static int saturated(int value) {
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }

    @Override
    public void close() {
        // Nothing native to free.
    }
}
