package dev.tandem.bench.media;

import dev.tandem.media.pcm.Contribution;
import dev.tandem.media.pcm.Mixer;
import dev.tandem.media.pcm.Resampler;
import dev.tandem.media.pcm.SoftLimiter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 20 ms of a conference's mixing, codecs aside: measuring, choosing, summing, taking out, limiting; and one resampling. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MixerBenchmark {
    /** How many are in it; all of them speak, and the loudest four are heard. */
    @Param({"3", "10", "100"})
    public int parties;

    /** At which rate it mixes. */
    @Param({"8000", "16000", "48000"})
    public int sampleRateHz;

    private final List<Contribution> contributions = new ArrayList<>();
    private final SoftLimiter limiter = new SoftLimiter();
    private Mixer mixer = new Mixer(8_000);
    private Resampler resampler = new Resampler(8_000, 16_000);
    private short[] said = new short[0];
    private short[] heard = new short[0];
    private short[] wide = new short[0];

    /** Makes the conference. */
    @Setup
    public void fill() {
        mixer = new Mixer(sampleRateHz);
        resampler = new Resampler(sampleRateHz, sampleRateHz == 48_000 ? 16_000 : 2 * sampleRateHz);
        said = new short[sampleRateHz / 50];
        heard = new short[said.length];
        wide = new short[2 * said.length];
        for (int i = 0; i < said.length; i++) {
            said[i] = (short) (3_000 * Math.sin(i * 0.2));
        }
        for (int i = 0; i < parties; i++) {
            contributions.add(new Contribution());
            mixer.add(contributions.get(i));
        }
    }

    /** Everything up to the sum, and what each of the speakers and all the rest hear. */
    @Benchmark
    public short[] mix() {
        for (int i = 0; i < contributions.size(); i++) {
            contributions.get(i).heard(said);
        }
        mixer.choose();
        for (int i = 0; i < contributions.size(); i++) {
            if (contributions.get(i).sounds()) {
                contributions.get(i).say(said);
            }
        }
        mixer.sum();
        for (int i = 0; i < contributions.size(); i++) {
            if (contributions.get(i).said()) {
                limiter.limit(mixer.without(contributions.get(i)), heard);
            }
        }
        limiter.limit(mixer.total(), heard);
        return heard;
    }

    /** One frame at another rate. */
    @Benchmark
    public short[] resample() {
        resampler.resample(said, wide);
        return wide;
    }
}
