package dev.tandem.media.rtcp;

import dev.tandem.media.codec.CodecName;

/**
 * Listening quality by the E-model (ITU-T G.107, and G.107.1 for codecs of wideband sound), with everything at its default
 * but codec, loss and delay. Pure.
 */
public final class EModel {
    private static final double R_DEFAULT = 93.2;

    /** The wideband scale goes this far, and is scores of the usual one when divided by as much (G.107.1, section 7). */
    private static final double R_WIDEBAND = 129;

    private static final double WIDEBAND_SCALE = 1.29;

    private EModel() {}

    /**
     * The mean opinion score to expect, 1.0 to 4.5.
     *
     * @param lossPercent random loss of the stream
     * @param delayMillis mouth to ear, one way
     */
    public static double mos(CodecName codec, double lossPercent, double delayMillis) {
        double impairment = delayImpairment(delayMillis) + lossImpairment(codec, lossPercent);
        double r = isWideband(codec) ? (R_WIDEBAND - impairment) / WIDEBAND_SCALE : R_DEFAULT - impairment;
        if (r <= 0) {
            return 1.0;
        }
        double clamped = Math.min(100, r);
        double score = 1 + 0.035 * clamped + clamped * (clamped - 60) * (100 - clamped) * 7e-6;
        return Math.max(1.0, Math.min(4.5, score));
    }

    /** Opus is not: what is carried over it here is mostly a telephone's voice. */
    private static boolean isWideband(CodecName codec) {
        return codec == CodecName.G722 || codec == CodecName.L16_16000;
    }

    /** Id, by the usual two-segment approximation. */
    private static double delayImpairment(double delayMillis) {
        return 0.024 * delayMillis + (delayMillis > 177.3 ? 0.11 * (delayMillis - 177.3) : 0);
    }

    /** Ie,eff (section 7.5): what the codec costs, and what loss adds given how well it is concealed. */
    private static double lossImpairment(CodecName codec, double lossPercent) {
        double equipment = switch (codec) {
            case OPUS -> 7;
            case G729 -> 11;
            // G.113, appendix IV, at 64 kbit/s.
            case G722 -> 13;
            case PCMU, PCMA, L16_8000, L16_16000 -> 0;
        };
        // G.113 appendix I: 25.1 for G.711 with concealment; G.722 is concealed the same way, and libopus does about as
        // well.
        double robustness = 25.1;
        return equipment + (95 - equipment) * lossPercent / (lossPercent + robustness);
    }
}
