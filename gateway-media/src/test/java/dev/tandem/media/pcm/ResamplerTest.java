package dev.tandem.media.pcm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static final int FRAMES = 20;
    private static final double AMPLITUDE = 10_000;

    @ParameterizedTest
    @CsvSource({
        "8000, 16000", "8000, 24000", "8000, 48000", "16000, 8000", "16000, 24000", "16000, 48000",
        "24000, 8000", "24000, 16000", "24000, 48000", "48000, 8000", "48000, 16000", "48000, 24000"
    })
    void aToneBelowBothNyquistFrequenciesComesThroughAndOneAboveDoesNot(int inHz, int outHz) {
        int lowerHz = Math.min(inHz, outHz);
        assertThat(level(inHz, outHz, 1_000)).isBetween(0.99, 1.01);
        assertThat(level(inHz, outHz, lowerHz * 0.4)).isBetween(0.89, 1.02);
        if (outHz < inHz) {
            assertThat(level(inHz, outHz, lowerHz * 0.55))
                    .as("would be heard as another tone")
                    .isLessThan(0.01);
        }
        assertThat(distortion(inHz, outHz)).isLessThan(0.004);
    }

    /** Root mean square of what comes out, of what went in. */
    private static double level(int inHz, int outHz, double toneHz) {
        short[] out = run(inHz, outHz, toneHz);
        double energy = 0;
        for (int i = out.length / 2; i < out.length; i++) {
            energy += (double) out[i] * out[i];
        }
        return Math.sqrt(energy / (out.length - out.length / 2)) / (AMPLITUDE / Math.sqrt(2));
    }

    /** What of a 1 kHz tone's output is not that tone: images, and steps between frames. */
    private static double distortion(int inHz, int outHz) {
        short[] out = run(inHz, outHz, 1_000);
        int period = outHz / 1_000;
        double worst = 0;
        for (int i = out.length / 2; i + period < out.length; i++) {
            worst = Math.max(worst, Math.abs(out[i] - out[i + period]));
        }
        return worst / AMPLITUDE;
    }

    private static short[] run(int inHz, int outHz, double toneHz) {
        Resampler resampler = new Resampler(inHz, outHz);
        short[] in = new short[inHz / 50];
        short[] out = new short[outHz / 50];
        short[] all = new short[FRAMES * out.length];
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int i = 0; i < in.length; i++) {
                in[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * toneHz * (frame * in.length + i) / inHz));
            }
            resampler.resample(in, out);
            System.arraycopy(out, 0, all, frame * out.length, out.length);
        }
        return all;
    }
}
