package dev.tandem.media.pcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixerTest {
    private static final int SAMPLES = 160;
    private final Mixer mixer = new Mixer(8_000);
    private final List<Contribution> parties = new ArrayList<>();
    private final List<short[]> said = new ArrayList<>();

    @Test
    void everyoneHearsAllOthersSampleForSampleAndNotThemselves() {
        join(3);
        settle();
        Random random = new Random(1);
        said.forEach(frame -> noise(frame, random));

        mix();

        for (int own = 0; own < 3; own++) {
            int[] out = mixer.without(parties.get(own));
            for (int i = 0; i < SAMPLES; i++) {
                assertThat(out[i]).isEqualTo(others(own, i));
            }
        }
    }

    private int others(int own, int sample) {
        return IntStream.range(0, 3)
                .filter(party -> party != own)
                .map(party -> said.get(party)[sample])
                .sum();
    }

    @Test
    void onlyTheLoudestFewAreHeardAndTheyDoNotAlternate() {
        join(Mixer.SPEAKERS_MAX + 2);
        for (int party = 0; party < parties.size(); party++) {
            Arrays.fill(said.get(party), (short) (1_000 + 100 * party));
        }
        mix();
        assertThat(sounding()).containsExactly(2, 3, 4, 5);

        Arrays.fill(said.get(0), (short) 1_900);
        mix();
        assertThat(sounding()).as("a little louder is no reason to change").containsExactly(2, 3, 4, 5);

        Arrays.fill(said.get(0), (short) 5_000);
        mix();
        assertThat(sounding()).as("2 fades while 0 comes").containsExactly(0, 2, 3, 4, 5);
        mix();
        assertThat(sounding()).containsExactly(0, 3, 4, 5);
    }

    @Test
    void levelsOfTheirOwnAccountRankParties() {
        join(Mixer.SPEAKERS_MAX + 1);
        mixer.choose();
        for (int party = 0; party < parties.size(); party++) {
            parties.get(party).heardLevel(20 + 5 * party);
        }
        mixer.choose();
        assertThat(parties.stream().map(Contribution::sounds)).containsExactly(true, true, true, true, false);
        parties.get(4).heardLevel(127);
        parties.get(0).mute(true);
        mixer.choose();
        assertThat(parties.get(4).sounds()).as("next in line").isTrue();
    }

    @Test
    void hissBelowTheGateIsNotAddedUp() {
        join(2);
        said.forEach(frame -> Arrays.fill(frame, (short) 15));
        mix();
        assertThat(sounding()).isEmpty();
        assertThat(mixer.total()).containsOnly(0);
    }

    @Test
    void comingGoingMuteAndGainAreRampsWithoutAStep() {
        join(1);
        Contribution party = parties.get(0);
        Arrays.fill(said.get(0), (short) 10_000);
        List<Integer> heard = new ArrayList<>();
        List<Runnable> changes = List.of(
                () -> {},
                () -> party.mute(true),
                () -> party.mute(false),
                () -> party.gain(6),
                () -> party.gain(-20),
                party::leave,
                () -> {});
        for (Runnable change : changes) {
            change.run();
            for (int frame = 0; frame < 3; frame++) {
                mix();
                Arrays.stream(mixer.total()).forEach(heard::add);
            }
        }
        assertThat(heard.get(0)).isLessThan(150);
        assertThat(heard.get(3 * SAMPLES - 1)).isEqualTo(10_000);
        assertThat(heard.get(heard.size() - 1)).isZero();
        assertThat(heard.stream().max(Integer::compare))
                .hasValueSatisfying(loudest -> assertThat(loudest).isBetween(19_900, 20_000));
        for (int i = 1; i < heard.size(); i++) {
            assertThat(Math.abs(heard.get(i) - heard.get(i - 1))).isLessThan(150);
        }
    }

    private void join(int count) {
        for (int i = 0; i < count; i++) {
            Contribution party = new Contribution();
            mixer.add(party);
            parties.add(party);
            said.add(new short[SAMPLES]);
        }
    }

    private void settle() {
        said.forEach(frame -> Arrays.fill(frame, (short) 1_000));
        mix();
        mix();
    }

    private void mix() {
        for (int i = 0; i < parties.size(); i++) {
            parties.get(i).heard(said.get(i));
        }
        mixer.choose();
        for (int i = 0; i < parties.size(); i++) {
            if (parties.get(i).sounds()) {
                parties.get(i).say(said.get(i));
            }
        }
        mixer.sum();
    }

    private List<Integer> sounding() {
        return IntStream.range(0, parties.size())
                .filter(party -> parties.get(party).said())
                .boxed()
                .toList();
    }

    private static void noise(short[] frame, Random random) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) (random.nextInt(65_536) - 32_768);
        }
    }
}
