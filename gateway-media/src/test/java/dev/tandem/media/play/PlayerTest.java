package dev.tandem.media.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.media.play.PlaySource.Ready;
import dev.tandem.media.play.PlaySource.WavOctets;
import dev.tandem.media.play.PromptOutcome.Fault;
import dev.tandem.media.play.PromptOutcome.Undecodable;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlayerTest {
    private static final int FRAME = 160;

    private final List<PlayEnd> ends = new ArrayList<>();

    private static PlaySource constant(int value, int samples) {
        short[] sound = new short[samples];
        Arrays.fill(sound, (short) value);
        return new Ready(new Prompt(8_000, sound));
    }

    private Player player(int rounds, PlaySource... sources) {
        return Player.start(8_000, List.of(sources), rounds, Runnable::run, ends::add);
    }

    private static short[] frames(Player player, int count) {
        short[] heard = new short[count * FRAME];
        short[] frame = new short[FRAME];
        for (int i = 0; i < count; i++) {
            player.speak(frame);
            System.arraycopy(frame, 0, heard, i * FRAME, FRAME);
        }
        return heard;
    }

    @Test
    void everythingIsPlayedWithNothingBetweenAndThenItSaysSo() {
        Player player = player(1, constant(1, 100), constant(2, 250));

        short[] heard = frames(player, 2);
        assertThat(ends).isEmpty();
        short[] rest = frames(player, 2);

        assertThat(IntStream.range(0, 100).map(i -> heard[i])).containsOnly(1);
        assertThat(IntStream.range(100, 320).map(i -> heard[i])).containsOnly(2);
        assertThat(IntStream.range(0, 30).map(i -> rest[i])).containsOnly(2);
        assertThat(IntStream.range(30, 320).map(i -> rest[i])).containsOnly(0);
        assertThat(ends).containsExactly(new PlayEnd.Completed());
    }

    @Test
    void aQueueIsPlayedAsOftenAsAskedFor() {
        Player player = player(3, constant(1, 50), constant(2, 50));

        short[] heard = frames(player, 2);

        assertThat(IntStream.range(0, 320).map(i -> heard[i]).sum()).isEqualTo(3 * 150);
        assertThat(ends).containsExactly(new PlayEnd.Completed());
    }

    @Test
    void anEndlessOneGoesOnUntilStopped() {
        Player player = player(Player.ENDLESS, constant(1, 7));

        assertThat(frames(player, 500)).doesNotContain((short) 0);
        player.stop();
        frames(player, 1);

        assertThat(ends).containsExactly(new PlayEnd.Cancelled(0));
    }

    @Test
    void stoppingFadesWithinFiveMillisecondsAndIsToldOnce() {
        Player player = player(1, constant(9, 10), constant(8_000, 8_000));
        frames(player, 2);

        player.stop();
        player.stop();
        short[] heard = frames(player, 2);

        assertThat(heard[0]).isEqualTo((short) 8_000);
        assertThat(heard[20]).isEqualTo((short) 4_000);
        assertThat(IntStream.range(40, 320).map(i -> heard[i])).containsOnly(0);
        assertThat(ends).containsExactly(new PlayEnd.Cancelled(1));
    }

    @Test
    void aBadSourceIsToldWithItsPlaceAfterThoseBeforeItWerePlayed() {
        Player player = player(1, constant(1, 200), new WavOctets(ByteBuffer.allocate(3)), constant(2, 200));

        short[] heard = frames(player, 3);

        assertThat(IntStream.range(0, 480).map(i -> heard[i]).sum()).isEqualTo(200);
        assertThat(ends).singleElement().isInstanceOfSatisfying(PlayEnd.Failed.class, failed -> {
            assertThat(failed.sourceIndex()).isEqualTo(1);
            assertThat(failed.reason().fault()).isEqualTo(Fault.NOT_WAV);
        });
    }

    @Test
    void thereIsSilenceUntilTheWorkerHasDecoded() {
        Deque<Runnable> work = new ArrayDeque<>();
        Player player = Player.start(8_000, List.of(constant(1, 160)), 1, work::add, ends::add);

        assertThat(frames(player, 3)).containsOnly((short) 0);
        work.forEach(Runnable::run);
        assertThat(frames(player, 1)).containsOnly((short) 1);

        assertThat(ends).containsExactly(new PlayEnd.Completed());
    }

    @Test
    void oneStoppedBeforeItBeganIsNeitherHeardNorDecoded() {
        Deque<Runnable> work = new ArrayDeque<>();
        Player player = Player.start(8_000, List.of(constant(1, 160)), 1, work::add, ends::add);

        player.stop();
        work.forEach(Runnable::run);

        assertThat(frames(player, 2)).containsOnly((short) 0);
        assertThat(ends).containsExactly(new PlayEnd.Cancelled(0));
    }

    @Test
    void aQueueLongerThanTenMinutesFailsWhereItBecomesTooLong() {
        PlaySource sixMinutes = constant(0, 6 * 60 * 8_000);
        Player player = player(1, sixMinutes, sixMinutes);

        frames(player, 6 * 60 * 50 + 1);

        assertThat(ends).singleElement().isInstanceOfSatisfying(PlayEnd.Failed.class, failed -> {
            assertThat(failed.sourceIndex()).isEqualTo(1);
            assertThat(failed.reason()).isInstanceOf(Undecodable.class);
            assertThat(failed.reason().fault()).isEqualTo(Fault.TOO_LONG);
        });
    }

    @Test
    void anEmptyQueueIsTheCallersMistake() {
        assertThatThrownBy(() -> player(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
