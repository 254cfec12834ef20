package dev.tandem.media.rtcp;

import dev.tandem.media.codec.CodecName;

/** Listening quality by the E-model (ITU-T G.107), with everything at its default but codec, loss and delay. Pure. */
public final class EModel {
    private static final double R_DEFAULT = 93.2;

    private EModel() {}

    /**
     * The mean opinion score to expect, 1.0 to 4.5.
     *
     * @param lossPercent random loss of the stream
     * @param delayMillis mouth to ear, one way
     */
    public static double mos(CodecName codec, double lossPercent, double delayMillis) {
        double r = R_DEFAULT - delayImpairment(delayMillis) - lossImpairment(codec, lossPercent);
        if (r <= 0) {
            return 1.0;
        }
        double clamped = Math.min(100, r);
        double score = 1 + 0.035 * clamped + clamped * (clamped - 60) * (100 - clamped) * 7e-6;
        return Math.max(1.0, Math.min(4.5, score));
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
            case PCMU, PCMA, G722, L16_8000, L16_16000 -> 0;
        };
        // G.113 appendix I: 25.1 for G.711 with concealment; libopus conceals about as well.
        double robustness = 25.1;
        return equipment + (95 - equipment) * lossPercent / (lossPercent + robustness);
    }
}
