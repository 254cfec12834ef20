package dev.tandem.media.play;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tone of the telephone network: beats of some frequencies each, or of silence, repeated for as long as it is played.
 */
public record ToneCadence(List<Beat> beats) {
    private static final double LEVEL = 0.2 * Short.MAX_VALUE;
    private static final int RAMP_MILLIS = 5;
    private static final int MILLIS_MAX = 60_000;

    /** Some frequencies at once, or none, for a time. */
    public record Beat(List<Integer> frequenciesHz, int millis) {
        public Beat {
            if (millis < 1 || millis > MILLIS_MAX) {
                throw new IllegalArgumentException("a beat lasts 1 to " + MILLIS_MAX + " ms, not " + millis);
            }
        }
    }

    /** Reads e.g. {@code 440+480/2000 0/4000}: frequencies in hertz, 0 for silence, and milliseconds. */
    public static ToneCadence of(String text) {
        return new ToneCadence(Stream.of(text.split(" ")).map(ToneCadence::beat).toList());
    }

    private static Beat beat(String text) {
        String[] parts = text.split("/");
        List<Integer> frequencies = Arrays.stream(parts[0].split("\\+"))
                .map(Integer::valueOf)
                .filter(hertz -> hertz > 0)
                .toList();
        return new Beat(frequencies, Integer.parseInt(parts[1]));
    }

    /** One round of it. */
    Prompt render(int sampleRateHz) {
        int samples =
                beats.stream().mapToInt(beat -> samples(beat, sampleRateHz)).sum();
        short[] round = new short[samples];
        int at = 0;
        for (Beat beat : beats) {
            render(beat, round, at, sampleRateHz);
            at += samples(beat, sampleRateHz);
        }
        return new Prompt(sampleRateHz, round);
    }

    private static int samples(Beat beat, int sampleRateHz) {
        return (int) ((long) beat.millis() * sampleRateHz / 1_000);
    }

    private void render(Beat beat, short[] round, int at, int sampleRateHz) {
        int samples = samples(beat, sampleRateHz);
        int ramp = sampleRateHz * RAMP_MILLIS / 1_000;
        for (int i = 0; i < samples; i++) {
            double sum = 0;
            for (int hertz : beat.frequenciesHz()) {
                sum += Math.sin(2 * Math.PI * hertz * i / sampleRateHz);
            }
            // A lone beat is a continuous tone, whose whole number of periods a ramp would only interrupt.
            double envelope = beats.size() == 1 ? 1 : Math.min(1.0, Math.min(i, samples - i) / (double) ramp);
            round[at + i] = (short)
                    (LEVEL * envelope * sum / Math.max(1, beat.frequenciesHz().size()));
        }
    }
}
