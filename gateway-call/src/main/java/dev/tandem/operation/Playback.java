package dev.tandem.operation;

import dev.tandem.application.ResultInformation;
import dev.tandem.call.Participant;
import dev.tandem.media.Conference;
import dev.tandem.media.PcmParty;
import dev.tandem.media.play.PlayEnd;
import dev.tandem.media.play.PlaySource;
import dev.tandem.media.play.Player;
import dev.tandem.operation.Prompts.Prepared;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gets prompts and plays them to everybody or to some, each of whom hears them over the others. Owned by the call loop;
 * how it ended is told there, once.
 */
final class Playback {

    /** Wide enough for every codec of a call but Opus at its best, which telephone prompts never are. */
    private static final int SAMPLE_RATE_HZ = 16_000;

    /** A player that was stopped fades out within a frame; then its seat may go. */
    static final Duration FADE = Duration.ofMillis(60);

    private static final int WRONG_FORMAT = 8535;

    private final OperationScope scope;
    private final List<PromptSource> sources;
    private final List<Participant> targets;
    private final boolean loop;
    private final Listener listener;
    private final @Nullable PlaySource[] ready;
    private final Map<Participant, Player> whispers = new LinkedHashMap<>();
    private final List<Player> players = new ArrayList<>();
    private Conference.@Nullable Member seat;
    private int waitedFor;
    private int playing;
    private boolean over;

    /** Who is told. */
    interface Listener {
        /** It is heard now. */
        void started();

        /** Everything was played. */
        void completed();

        /** A source could not be had or played. */
        void failed(int sourceIndex, ResultInformation why);
    }

    /** A playback that has not begun; no {@code targets} means everybody. */
    Playback(
            OperationScope scope,
            List<PromptSource> sources,
            List<Participant> targets,
            boolean loop,
            Listener listener) {
        this.scope = scope;
        this.sources = List.copyOf(sources);
        this.targets = List.copyOf(targets);
        this.loop = loop;
        this.listener = listener;
        ready = new @Nullable PlaySource[sources.size()];
    }

    void begin() {
        waitedFor = sources.size();
        for (int i = 0; i < sources.size(); i++) {
            int index = i;
            scope.services()
                    .prompts()
                    .prepare(sources.get(i))
                    .thenAccept(prepared -> scope.call().step(() -> prepared(index, prepared)));
        }
    }

    private void prepared(int index, Prepared prepared) {
        if (over) {
            return;
        }
        if (prepared instanceof Prepared.Missing missing) {
            over = true;
            listener.failed(index, missing.why());
        } else if (prepared instanceof Prepared.Playable playable) {
            ready(index, playable.source());
        } else {
            throw new AssertionError(prepared);
        }
    }

    private void ready(int index, PlaySource source) {
        ready[index] = source;
        if (--waitedFor == 0) {
            play(Arrays.stream(ready).map(Objects::requireNonNull).toList());
        }
    }

    private void play(List<PlaySource> playable) {
        if (targets.isEmpty()) {
            seat = scope.call().conference().join(new Announcer(player(playable)));
        }
        for (Participant target : targets) {
            Player player = player(playable);
            whispers.put(target, player);
            target.seating().whisper(player);
        }
        listener.started();
    }

    private Player player(List<PlaySource> playable) {
        playing++;
        Player player = Player.start(
                SAMPLE_RATE_HZ,
                playable,
                loop ? Player.ENDLESS : 1,
                scope.services().workers(),
                end -> scope.call().step(() -> ended(end)));
        players.add(player);
        return player;
    }

    private void ended(PlayEnd end) {
        if (over) {
            return;
        }
        if (end instanceof PlayEnd.Failed failed) {
            stop();
            listener.failed(
                    failed.sourceIndex(),
                    ResultInformation.of(
                            400,
                            WRONG_FORMAT,
                            "The source cannot be played: " + failed.reason().message()));
        } else if (--playing == 0) {
            stop();
            listener.completed();
        }
    }

    /** Falls silent; nothing more is told. */
    void stop() {
        if (!over) {
            over = true;
            players.forEach(Player::stop);
            scope.call().later(FADE, this::vacate);
        }
    }

    private void vacate() {
        if (seat != null) {
            seat.close();
        }
        whispers.forEach((target, player) -> target.seating().hush(player));
    }

    /** A voice in the conference that does not listen. */
    private record Announcer(Player player) implements PcmParty {
        @Override
        public int sampleRateHz() {
            return player.sampleRateHz();
        }

        @Override
        public void speak(short[] frame) {
            player.speak(frame);
        }

        @Override
        public void hear(short[] frame) {}
    }
}
